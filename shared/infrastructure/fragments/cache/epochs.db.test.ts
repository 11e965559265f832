import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { eventually } from '../../../testing/eventually.js';
import { createRedis } from '../../cache/create-redis.js';
import { Epochs } from './epochs.js';
import { KnownEpochs } from './known-epochs.js';

const log = pino({ level: 'silent' });
const prefix = `test-${randomBytes(6).toString('hex')}`;

let redis: Redis;
let subscriber: Redis;
let known: KnownEpochs;
let epochs: Epochs;

// With a subscription that never connects: whatever it has to say is still on its way.
beforeEach(async () => {
  redis = createRedis(process.env['ROSE_TEST_REDIS_URL'] ?? '', log, `${prefix}:`);
  await eventually(
    () => redis.status,
    (status) => status === 'ready',
  );
  subscriber = new Redis({ lazyConnect: true });
  known = new KnownEpochs();
  epochs = new Epochs({ redis, subscriber, prefix, known, log });
  known.begin();
});

afterEach(() => {
  subscriber.emit('end');
  redis.disconnect();
});

test('what a process said itself counts at once, and moves its position only when it is heard', async () => {
  const { namespace, epoch } = await epochs.read([]);
  await epochs.invalidate(['bread']);
  expect(known.holds({ namespace, epoch, tags: ['bread'] })).toBe(false);
  expect(known.position?.epoch).toBe(0);
  subscriber.emit('message', 'channel', JSON.stringify({ namespace, epoch: epoch + 1, tags: ['bread'] }));
  expect(known.position?.epoch).toBe(epoch + 1);
});
