import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { askGhost } from './ask-ghost.js';
import { tokenFor } from './http/token-for.js';
import { startGhostServer, type GhostServer } from './start-ghost-server.js';

const now = 1_800_000_000;
let ghost: GhostServer;

beforeAll(async () => {
  ghost = await startGhostServer({ wall: () => now * 1000 });
});
afterAll(() => ghost.stop());

async function answerTo(authorization: string): Promise<string> {
  const { status, body } = await askGhost(ghost, '/posts/', { headers: { authorization } });
  if (status === 200) return '200';
  const [error] = (body as { errors: [{ code: string | null; type: string }] }).errors;
  return `${status} ${error.type} ${error.code ?? 'without a code'}`;
}

test.each(['/admin/', 'admin', '/v6/admin/'])('the audience %s is let in', async (aud) => {
  expect(await answerTo(`Ghost ${tokenFor(ghost.key, now, { aud })}`)).toBe('200');
});

test.each([
  ['another audience', () => tokenFor(ghost.key, now, { aud: '/content/' })],
  ['six minutes of age, though exp is far', () => tokenFor(ghost.key, now - 360, { exp: now + 3600 })],
  ['an exp that has passed', () => tokenFor(ghost.key, now - 60, { exp: now - 1 })],
  ['no iat', () => tokenFor(ghost.key, now, { iat: undefined })],
  ['another secret', () => tokenFor({ ...ghost.key, secret: 'ab'.repeat(32) }, now)],
])('%s is 401 INVALID_JWT', async (_, token) => {
  expect(await answerTo(`Ghost ${token()}`)).toBe('401 UnauthorizedError INVALID_JWT');
});

test('the secret is its bytes, not its letters', async () => {
  const [head, claims] = tokenFor(ghost.key, now).split('.');
  const signature = createHmac('sha256', ghost.key.secret).update(`${head}.${claims}`).digest('base64url');
  expect(await answerTo(`Ghost ${head}.${claims}.${signature}`)).toBe('401 UnauthorizedError INVALID_JWT');
});

test('an exp in ten minutes and an iat in one minute are let in', async () => {
  expect(await answerTo(`Ghost ${tokenFor(ghost.key, now, { exp: now + 600 })}`)).toBe('200');
  expect(await answerTo(`Ghost ${tokenFor(ghost.key, now + 60)}`)).toBe('200');
});

test('a key that Ghost does not know, another scheme, and nobody', async () => {
  const stranger = tokenFor({ ...ghost.key, id: 'f'.repeat(24) }, now);
  expect(await answerTo(`Ghost ${stranger}`)).toBe('401 UnauthorizedError UNKNOWN_ADMIN_API_KEY');
  expect(await answerTo(`Bearer ${stranger}`)).toBe('401 UnauthorizedError INVALID_AUTH_HEADER');
  expect(await answerTo('Ghost nonsense')).toBe('400 BadRequestError INVALID_JWT');
});

test('what only people may do is 403, what is not there 404, or 406 to who says its version', async () => {
  const put = await askGhost(ghost, '/settings/', { method: 'PUT', body: {} });
  const list = await askGhost(ghost, '/webhooks/');
  const versioned = await askGhost(ghost, '/webhooks/', { headers: { 'accept-version': 'v6.0' } });
  expect([put.status, list.status, versioned.status]).toEqual([403, 404, 406]);
});
