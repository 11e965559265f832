# Stands in for node:24-bookworm-slim: the same user, programs and entry point, from Debian and the npm registry.
FROM rose-stand-in/debian
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
COPY node/ /
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node"]
