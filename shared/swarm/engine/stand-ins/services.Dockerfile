# What the stack runs beside our own six, on one Debian for all of them.
FROM rose-stand-in/debian
RUN apt-get -qq update \
  && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    caddy libicu72 libxml2 postgresql-client-15 redis-server \
  && rm -rf /var/lib/apt/lists/*
