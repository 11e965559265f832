# Stands in for postgres:16-bookworm: the server of the npm package, Debian's clients, an entry point with what we use. The
# volume is root's until that gives it away, and the socket's folder is as Debian has it.
FROM rose-stand-in/services
RUN groupadd --system postgres && useradd --system --gid postgres --home-dir /var/lib/postgresql postgres \
  && mkdir -p /var/lib/postgresql/data /docker-entrypoint-initdb.d \
  && install -d -o postgres -g postgres -m 2775 /var/run/postgresql
COPY postgres/ /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/16/bin \
  PGDATA=/var/lib/postgresql/data LANG=C.UTF-8
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
CMD ["postgres"]
