/*
 * Sessions in Redis. An id leads to the key of a session, and the key to the session itself, a hash: so an id can be
 * replaced while the session stays, and nobody who is in the middle of something loses it.
 */

/** KEYS: id, what stands before every key of a session. */
export const findSession = `
  local key = redis.call('GET', KEYS[1])
  if not key then return nil end
  local found = redis.call('HMGET', KEYS[2] .. key, 'who', 'renewedAt', 'refreshAt')
  if not found[1] then return nil end
  return { key, found[1], found[2], found[3] }`;

/** KEYS: the id so far, the new one, session. ARGV: key, now, ms between two renewals, ms of grace, ms to live. 1 for whoever was first. */
export const renewSession = `
  local at = redis.call('HGET', KEYS[3], 'renewedAt')
  if not at or tonumber(at) + tonumber(ARGV[3]) > tonumber(ARGV[2]) then return 0 end
  redis.call('HSET', KEYS[3], 'renewedAt', ARGV[2])
  redis.call('PEXPIRE', KEYS[3], ARGV[5])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[5])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  return 1`;

/** KEYS: session, lock. ARGV: the time of refreshing that was seen, ms of the lock. The sealed tokens for whoever was first. */
export const claimRefresh = `
  if redis.call('HGET', KEYS[1], 'refreshAt') ~= ARGV[1] then return nil end
  if not redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[2]) then return nil end
  return redis.call('HGET', KEYS[1], 'tokens')`;

/** KEYS: session, lock. ARGV: sealed tokens, when to refresh them. A session that ended meanwhile stays ended. */
export const keepTokens = `
  redis.call('DEL', KEYS[2])
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  redis.call('HSET', KEYS[1], 'tokens', ARGV[1], 'refreshAt', ARGV[2])
  return 1`;

/** KEYS: an index, what stands before every key of a session. How many were still going on. */
export const endIndexed = `
  local ended = 0
  for _, key in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
    ended = ended + redis.call('DEL', KEYS[2] .. key)
  end
  redis.call('DEL', KEYS[1])
  return ended`;
