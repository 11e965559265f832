# Stands in for postgres:16-bookworm: the server of the npm package, Debian's clients, an entry point with what we use.
FROM rose-stand-in/services
RUN groupadd --system postgres && useradd --system --gid postgres --home-dir /var/lib/postgresql postgres \
  && mkdir -p /var/run/postgresql /docker-entrypoint-initdb.d \
  && install -d -o postgres -g postgres -m 1777 /var/lib/postgresql/data /var/run/postgresql
COPY postgres/ /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/16/bin \
  PGDATA=/var/lib/postgresql/data LANG=C.UTF-8
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
CMD ["postgres"]
