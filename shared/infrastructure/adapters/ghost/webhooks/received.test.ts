import { describe, expect, test } from '@jest/globals';
import { recordedWebhooks } from '../../../../testing/ghost-server/recorded-webhooks.js';
import { signWebhook } from '../../../../testing/ghost-server/webhooks/sign-webhook.js';
import { hintIn } from './hint-in.js';
import { checkSignature, readSignature } from './read-signature.js';

const { secret, webhooks } = recordedWebhooks();
const strict = { secret, takesOld: false };
const lenient = { secret, takesOld: true };

const sentAt = (signature: string) => Number(/t=(\d+)$/.exec(signature)?.[1]);
const body = '{"event":"site.changed"}';
const now = 1_795_420_000_000;

/** The code of what it throws, or the digest. */
function check(header: string, raw: string, rules = strict, at = now): string {
  try {
    return checkSignature(readSignature(header, new Date(at)), Buffer.from(raw), rules);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const digest = expect.stringMatching(/^[0-9a-f]{64}$/);

describe('what a Ghost 6.65 was seen to send', () => {
  test.each(webhooks)('is known by its signature: $event', ({ signature, rawBody }) => {
    const at = sentAt(signature);
    expect(check(signature, rawBody, strict, at)).toEqual(digest);
    expect(check(signature, `${rawBody} `, strict, at)).toBe('webhook-forged');
    expect(
      check(
        signature.replace(/\d$/, (last) => String((Number(last) + 1) % 10)),
        rawBody,
        strict,
        at,
      ),
    ).toBe('webhook-forged');
    expect(check(signature, rawBody, { ...strict, secret: `${secret}x` }, at)).toBe('webhook-forged');
  });

  test.each(webhooks)('is about one thing: $event', ({ event, rawBody }) => {
    const said = JSON.parse(rawBody) as Record<string, { current: { id?: string }; previous: { id?: string } }>;
    const [noun = ''] = event.split('.');
    const thing = said[noun];
    expect(hintIn(Buffer.from(rawBody))).toEqual(
      thing === undefined
        ? { event, kind: null, id: null }
        : { event, kind: `${noun}s`, id: thing.current.id ?? thing.previous.id },
    );
  });

  test('there are twenty of them, of which one is about the site as a whole', () => {
    const hints = webhooks.map(({ rawBody }) => hintIn(Buffer.from(rawBody)));
    expect(hints).toHaveLength(20);
    expect(hints.filter(({ kind }) => kind === null).map(({ event }) => event)).toEqual(['site.changed']);
    expect(new Set(webhooks.map(({ signature, rawBody }) => check(signature, rawBody, strict, sentAt(signature)))).size).toBe(20); // prettier-ignore
  });
});

describe('a signature', () => {
  const signed = signWebhook(secret, body, now, 'body and time');

  test.each([
    ['', 'webhook-unsigned'],
    ['sha256=, t=1', 'webhook-unsigned'],
    [signed.replace(/, t=.*/, ''), 'webhook-unsigned'],
    [signed.replace('sha256=', 'sha1='), 'webhook-unsigned'],
    [signed.replace('t=', 't=-'), 'webhook-unsigned'],
    [`${signed}, t=1`, 'webhook-unsigned'],
    [signed.toUpperCase(), 'webhook-unsigned'],
    [signed.replace(/=./, (start) => (start === '=0' ? '=1' : '=0')), 'webhook-forged'],
    [signWebhook('another secret', body, now, 'body and time'), 'webhook-forged'],
    [signWebhook('', body, now, 'body and time'), 'webhook-forged'],
  ])('like %s is %s', (header, code) => expect(check(header, body)).toBe(code));

  test.each([
    [0, digest],
    [299_999, digest],
    [-299_999, digest],
    [300_000, 'webhook-late'],
    [-300_000, 'webhook-late'],
    [86_400_000, 'webhook-late'],
  ])('that is %d ms old gets %s', (age, outcome) => {
    expect(check(signed, body, strict, now + age)).toEqual(outcome);
  });

  test('over the body alone is good where old ones are taken, and then only', () => {
    const old = signWebhook(secret, body, now, 'body');
    expect(check(old, body)).toBe('webhook-forged');
    expect(check(old, body, lenient)).toEqual(digest);
    expect(check(signed, body, lenient)).toBe(check(signed, body));
    expect(check(old, `${body} `, lenient)).toBe('webhook-forged');
    expect(check(old, body, lenient, now + 300_000)).toBe('webhook-late');
  });

  test('of the same words at another moment is another delivery; of an old Ghost it is the same, whatever time is claimed', () => {
    const later = signWebhook(secret, body, now + 1, 'body and time');
    expect(check(later, body)).not.toBe(check(signed, body));
    const [old, again] = [now, now + 1].map((ms) => signWebhook(secret, body, ms, 'body'));
    expect(check(old ?? '', body, lenient)).toBe(check(again ?? '', body, lenient));
  });
});

describe('a body', () => {
  const id = '6b03ef93409cc76fa08c56a1';
  const hint = (value: unknown) => hintIn(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

  test.each([
    [
      { event: 'post.tag.attached', post: { current: { id } } },
      { kind: 'posts', id },
    ],
    [
      { event: 'page.deleted', page: { current: {}, previous: { id } } },
      { kind: 'pages', id },
    ],
    [
      { event: 'post.edited', post: { current: { id: `${id}','x` } } },
      { kind: null, id: null },
    ],
    [
      { event: 'post.edited', post: { current: { id: 7 } } },
      { kind: null, id: null },
    ],
    [
      { event: 'post.edited', page: { current: { id } } },
      { kind: null, id: null },
    ],
    [{ event: 'post.edited' }, { kind: null, id: null }],
    [
      { event: 'user.edited', user: { current: { id } } },
      { kind: null, id: null },
    ],
    [
      { event: 'constructor.edited', constructor: { current: { id } } },
      { kind: null, id: null },
    ],
  ])('%j names what it is about, or nothing', (said, expected) => expect(hint(said)).toMatchObject(expected));

  test.each(['', '{', '[]', 'null', '7', '{}', '{"event":7}', '{"event":"DROP"}', '{"event":"a.b\\nc"}'])(
    'like %s is no webhook',
    (text) => expect(() => hint(text)).toThrow(expect.objectContaining({ code: 'webhook-strange', status: 400 })),
  );
});
