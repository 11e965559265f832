# Stands in for redis:7-bookworm.
FROM rose-stand-in/services
COPY redis/ /
RUN install -d -o redis -g redis /data
VOLUME /data
WORKDIR /data
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["redis-server"]
