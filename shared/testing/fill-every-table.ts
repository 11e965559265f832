import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { seedDemo } from '../dev/demo/seed-demo.js';
import { clientSealer } from '../infrastructure/oidc/client-secrets.js';
import { keySealer } from '../infrastructure/oidc/keys/key-ring.js';
import { makeKey } from '../infrastructure/oidc/keys/make-key.js';

/** A text with everything that is special in COPY, in SQL or in UTF-8. */
export const awkward = 'tab\tline\nback\\slash \\. \\N \r "quoted" \'s – Ŵyn 🌹 \u2028';

const digest = () => randomBytes(32).toString('hex');
const objectId = () => randomBytes(12).toString('hex');
const site = 'https://ghost.example.test';

/** The demo's content, and a row in each table that the demo leaves empty; in some of them awkward ones. */
export async function fillEveryTable(url: string, secretKey: string): Promise<void> {
  await seedDemo(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const insert = async (table: string, values: Record<string, unknown>) => {
      const names = Object.keys(values);
      const list = names.map((_, at) => `$${String(at + 1)}`).join(', ');
      await client.query(`insert into ${table} (${names.join(', ')}) values (${list})`, Object.values(values));
    };
    const idOf = async (table: string) => {
      const { rows } = await client.query<{ id: string }>(`select id from ${table} limit 1`);
      return rows[0]?.id ?? '';
    };
    const member = await idOf('members');
    await fillSigningIn(insert, member, secretKey);
    await fillGhost(insert);
    await fillWork(insert, member);
    await insert('post_slugs', { slug: 'of-before', post_id: await idOf('posts'), created_at: at });
    await insert('tag_slugs', { slug: 'of-before', tag_id: await idOf('tags'), created_at: at });
    await insert('author_slugs', { slug: 'of-before', author_id: await idOf('authors'), created_at: at });
  } finally {
    await client.end();
  }
}

type Insert = (table: string, values: Record<string, unknown>) => Promise<void>;

const at = new Date('2026-11-27T12:34:56.789Z');
const later = new Date('2027-11-27T00:00:00Z');

async function fillSigningIn(insert: Insert, member: string, secretKey: string): Promise<void> {
  const secrets = { secretKey, previousSecretKeys: [] };
  const key = await makeKey(keySealer(secrets));
  const sealed = clientSealer(secrets).seal('hunter2', 'a-client');
  const session = { member_id: member, seen_at: at };
  await insert('agreements', { member_id: member, version: '1', agreed_at: at });
  await insert('api_tokens', {
    id: randomUUID(),
    token_sha256: digest(),
    name: awkward,
    actor: 'blog',
    scopes: ['read', awkward],
    created_at: at,
  });
  await insert('known_browsers', { browser_hash: digest(), household: '2001:db8::/48', ...session });
  await insert('logout_deliveries', {
    id: randomUUID(),
    client_id: 'a-client',
    subject: member,
    sid: 's',
    created_at: at,
  });
  await insert('oidc_clients', {
    ...{ id: 'a-client', name: 'A client', redirect_uris: ['https://rp.test/'], post_logout_redirect_uris: [] },
    ...{ auth_method: 'client_secret_basic', sealed_secret: sealed, created_at: at },
  });
  await insert('oidc_consents', { member_id: member, client_id: 'a-client', scopes: ['openid'], given_at: at });
  await insert('oidc_keys', {
    ...{ kid: key.kid, public_key: key.publicKey, sealed_key: key.sealedKey, published_at: at, signs_from: at },
  });
  await insert('oidc_records', { model: 'Session', id: 'x', payload: { awkward }, uid: 'u', expires_at: later });
  await insert('sign_in_mails', {
    ...{ id: randomUUID(), interaction: 'i', email: 'a@b.test', mailbox: 'a@b.test', lane: 'known', household: 'h' },
    ...{ link_hash: digest(), asked_at: at, expires_at: later },
  });
  await insert('sign_ins', { id: randomUUID(), session_uid: digest(), user_agent: awkward, begun_at: at, ...session });
}

async function fillGhost(insert: Insert): Promise<void> {
  const one = { site, ghost_id: objectId(), content_hash: digest() };
  await insert('ghost_cursors', { site, kind: 'posts', updated_at: at });
  await insert('ghost_deliveries', { digest: digest(), site, event: 'post.edited', received_at: at });
  await insert('ghost_members', { ...one, email: 'a@b.test', status: 'free', newsletter_ids: [] });
  await insert('ghost_newsletters', { ...one, name: awkward, slug: 'n', status: 'active' });
  await insert('ghost_settings', { site, said: { awkward }, content_hash: digest() });
  await insert('ghost_tiers', {
    ...one,
    name: 'T',
    slug: 't',
    type: 'paid',
    visibility: 'public',
    currency: 'GBP',
    monthly_minor: '9007199254740993',
  });
  await insert('ghost_watches', { site, fence: '9223372036854775807', refused_marks: [awkward, ''] });
  await insert('ghost_webhooks', { site, ghost_id: objectId(), event: 'e', target_url: site, created_at: at });
}

async function fillWork(insert: Insert, member: string): Promise<void> {
  await insert('dead_jobs', { app: 'blog', name: 'j', id: '1', payload: { awkward }, attempts: 3, error: awkward });
  await insert('mails', {
    id: randomUUID(),
    key: 'k',
    app: 'account',
    template: 't',
    recipient: 'a@b.test',
    data: { awkward },
    created_at: at,
  });
  await insert('media', {
    ...{
      id: randomUUID(),
      sha256: digest(),
      mime: 'image/png',
      bytes: 1,
      width: 1,
      height: 1,
      alt: '',
      owner_id: member,
    },
    created_at: at,
  });
}
