import pg from 'pg';

/** The code in the mail that was written last. No worker sends it here. */
export async function newestCode(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ code: string }>(
      `select data->>'code' as code from mails where template = 'federation/sign-in' order by id desc limit 1`,
    );
    return rows[0]?.code ?? '';
  } finally {
    await client.end();
  }
}
