export const help = `npm start            starts the whole platform on this machine; Ctrl-C stops it
npm start -- --fresh starts over with empty data
npm start -- --gallery  also prints where every page is shown with samples
npm start -- --help  shows this

Settings, by environment:
  PORT          the port of the sites, 8000
  PORT_BASE     the first of the ports behind it, 8001 (up to 25 more)
  BIND          the address that the sites listen on, 127.0.0.1
  DATA_DIR      where data is kept, .data
  BASE_DOMAIN   the domain below which the sites live, rose.localhost
  PUBLIC_SCHEME, PUBLIC_PORT  how browsers reach the sites, when something stands in front
  TLS_CERT, TLS_KEY  files of a certificate and its key: the sites answer over https
  DATABASE_URL  a PostgreSQL 16 to 18 of your own instead of the one that comes along
  REDIS_URL     a Redis of your own instead of the one found or fetched
  LOG_LEVEL     shows the services' logs from this level on; without it warnings and errors
`;
