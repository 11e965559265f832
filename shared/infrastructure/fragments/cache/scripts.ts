/*
 * Epochs (docs/adr/0004). KEYS: namespace, epoch, then one `inv:<tag>` each. The namespace is random and made by whoever
 * finds none: after a flush it is another one, and nothing that was cached before holds any more.
 */
const namespaceOf = `
  local namespace = redis.call('GET', KEYS[1])
  if not namespace then
    namespace = ARGV[1]
    redis.call('SET', KEYS[1], namespace)
  end`;

/** ARGV: a new namespace. Gives namespace, epoch, and the epoch of each tag's last invalidation. */
export const readEpochs = `${namespaceOf}
  local answer = { namespace, tonumber(redis.call('GET', KEYS[2]) or '0') }
  for i = 3, #KEYS do
    answer[i] = tonumber(redis.call('GET', KEYS[i]) or '0')
  end
  return answer`;

/** ARGV: a new namespace, ms for which to remember, channel, the tags as JSON. Gives namespace and the new epoch. */
export const invalidateTags = `${namespaceOf}
  local epoch = redis.call('INCR', KEYS[2])
  for i = 3, #KEYS do
    redis.call('SET', KEYS[i], epoch, 'PX', ARGV[2])
  end
  redis.call('PUBLISH', ARGV[3], cjson.encode({ namespace = namespace, epoch = epoch, tags = cjson.decode(ARGV[4]) }))
  return { namespace, epoch }`;

/** ARGV: a new namespace, channel, what to say there. Whatever was kept until now was kept under another namespace. */
export const endEverything = `
  redis.call('SET', KEYS[1], ARGV[1])
  return redis.call('PUBLISH', ARGV[2], ARGV[3])`;
