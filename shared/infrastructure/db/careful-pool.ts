import pg from 'pg';

/** What pg knows of a client and does not declare: whether the answer to the last query has come whole. */
interface Conversing {
  readyForQuery?: boolean;
}

/**
 * A pool that takes back only idle connections. One that comes back in the middle of a transaction or of a query would
 * hand its trouble to whoever is next, so it is destroyed.
 */
export class CarefulPool extends pg.Pool {
  constructor(config?: pg.PoolConfig) {
    super(config);
    this.on('release', (_error, client) => {
      if (!isIdle(client)) void client.end().catch(() => undefined);
    });
  }
}

function isIdle(client: pg.PoolClient): boolean {
  return client.getTransactionStatus() === 'I' && (client as Conversing).readyForQuery === true;
}
