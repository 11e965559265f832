import { scriptOf } from '../../cache/run-script.js';

/*
 * Sessions in Redis. An id leads to the key of a session, and the key to the session itself, a hash: so an id can be
 * replaced while the session stays, and nobody who is in the middle of something loses it.
 */

/**
 * KEYS: id, what stands before every key of a session. ARGV: ms of grace. Who comes with a new id has it for certain: only then
 * is the one before on its way out.
 */
export const findSession = scriptOf(`
  local key = redis.call('GET', KEYS[1])
  if not key then return nil end
  local session = KEYS[2] .. key
  local found = redis.call('HMGET', session, 'who', 'renewedAt', 'refreshAt', 'next', 'before')
  if not found[1] then return nil end
  if found[4] == KEYS[1] then
    redis.call('PEXPIRE', found[5], ARGV[1])
    redis.call('HDEL', session, 'next', 'before')
  end
  return { key, found[1], found[2], found[3] }`);

/**
 * KEYS: the id so far, the new one, session. ARGV: key, now, ms between two renewals, ms of grace, ms to live. 1 for whoever was
 * first. The new one may get lost on its way: until it is seen the one so far lives on, and a lost one makes room for the next.
 */
export const renewSession = scriptOf(`
  local known = redis.call('HMGET', KEYS[3], 'renewedAt', 'next')
  if not known[1] or tonumber(known[1]) + tonumber(ARGV[3]) > tonumber(ARGV[2]) then return 0 end
  if redis.call('PTTL', KEYS[1]) <= tonumber(ARGV[4]) then return 0 end
  if known[2] then redis.call('DEL', known[2]) end
  redis.call('HSET', KEYS[3], 'renewedAt', ARGV[2], 'next', KEYS[2], 'before', KEYS[1])
  redis.call('PEXPIRE', KEYS[3], ARGV[5])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[5])
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  return 1`);

/** KEYS: session, lock. ARGV: the time of refreshing that was seen, ms of the lock. The sealed tokens for whoever was first. */
export const claimRefresh = scriptOf(`
  if redis.call('HGET', KEYS[1], 'refreshAt') ~= ARGV[1] then return nil end
  if not redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[2]) then return nil end
  return redis.call('HGET', KEYS[1], 'tokens')`);

/** KEYS: session, lock. ARGV: sealed tokens, when to refresh them. A session that ended meanwhile stays ended. */
export const keepTokens = scriptOf(`
  redis.call('DEL', KEYS[2])
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  redis.call('HSET', KEYS[1], 'tokens', ARGV[1], 'refreshAt', ARGV[2])
  return 1`);

/** KEYS: an index, what stands before every key of a session. How many were still going on. */
export const endIndexed = scriptOf(`
  local ended = 0
  for _, key in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
    ended = ended + redis.call('DEL', KEYS[2] .. key)
  end
  redis.call('DEL', KEYS[1])
  return ended`);
