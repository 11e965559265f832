# Stands in for redis:7-bookworm. The volume is root's until the entry point gives it away.
FROM rose-stand-in/services
COPY redis/ /
VOLUME /data
WORKDIR /data
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["redis-server"]
