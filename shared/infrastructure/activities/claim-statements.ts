/*
 * How a task is claimed. The statement that claims it also says `done`: the row stays locked until the handler's own
 * changes commit with it, and everybody else sees `new` until then, or again after a rollback. So there is nothing to
 * undo after a crash, and a task costs one statement.
 *
 * Why two workers never run two tasks of one key at once, or out of order, in READ COMMITTED:
 *
 * 1. Of one key, a task is only visible together with all that come before it: ids of a key are drawn under a lock that
 *    is held until the commit (recorder.ts).
 * 2. Finished (`done`, `dropped`) is for ever; nothing turns it back.
 * 3. So "visible, and nothing unfinished comes before it" holds in every later snapshot once it held in one. The gate is
 *    read from the snapshot of this statement, while the lock and the checks beside it see the newest version of the
 *    row (PostgreSQL re-reads a row that changed under a lock); since the gate cannot close again, that is enough.
 * 4. A task being handled is locked and, for all others, unfinished. So those behind it are gated, and it itself is
 *    skipped: by SKIP LOCKED while its transaction runs, by `state = 'new'` read anew if that has just ended.
 *
 * Tasks of one activity in one lane follow each other by the handler's name.
 */

/** Locks the first of `due` that nobody holds, and marks it done. Only this one is locked: others may want the rest. */
const claimFirst = `
  claimed as (
    select task.*
    from due cross join lateral (
      select activity_id, app, handler
      from ap_activity_tasks
      where activity_id = due.activity_id and app = $1 and handler = due.handler
        and state = 'new' and next_at <= now()
      for update skip locked
    ) task
    limit 1
  )
  update ap_activity_tasks task
  set state = 'done', since = now()
  from claimed join ap_activities activity on activity.id = claimed.activity_id
  where task.activity_id = claimed.activity_id and task.app = claimed.app and task.handler = claimed.handler
  returning task.handler, task.ordering_key, task.attempts,
    activity.id, activity.type, activity.app, activity.subject, activity.payload, activity.v, activity.at`;

/*
 * How many are looked at from the front of the queue. Those locked by others are few; but thousands may be gated behind
 * one dead task, and they must cost nothing: what is not found here is found by `claimOfNextKey`.
 */
const freeOnes = 32;
const keyedOnes = 64;

/** What is due, the oldest first, with an index for each half. $1 app, $2 handlers. */
export const claimOldest = `
  with front as (
    (
      select activity_id, handler, ordering_key, next_at
      from ap_activity_tasks
      where app = $1 and handler = any($2) and state = 'new' and next_at <= now() and ordering_key is null
      order by next_at, activity_id
      limit ${String(freeOnes)}
    ) union all (
      select activity_id, handler, ordering_key, next_at
      from ap_activity_tasks
      where app = $1 and handler = any($2) and state = 'new' and next_at <= now() and ordering_key is not null
      order by next_at, activity_id
      limit ${String(keyedOnes)}
    )
  ), due as (
    select activity_id, handler
    from (select * from front order by next_at, activity_id) task
    -- A scalar, so that it is asked of one task after another, and not of all before the first is taken. Sorted, so that
    -- no statistics ever make a scan of the whole table look cheaper than the index.
    where task.ordering_key is null or (
      select true
      from ap_activity_tasks earlier
      where earlier.app = $1 and earlier.ordering_key = task.ordering_key and earlier.state in ('new', 'dead')
        and (earlier.activity_id, earlier.handler) < (task.activity_id, task.handler)
      order by earlier.activity_id, earlier.handler
      limit 1
    ) is null
  ), ${claimFirst}`;

/**
 * What comes first in its key, one key after another, whatever stands behind it. $1 app, $2 handlers, $3 the key after
 * which to begin: going round gives every key its turn.
 */
export const claimOfNextKey = `
  with recursive head as (
    (
      select ordering_key, activity_id, handler, state, next_at
      from ap_activity_tasks
      where app = $1 and state in ('new', 'dead') and ordering_key > $3
      order by ordering_key, activity_id, handler
      limit 1
    ) union all (
      select next.*
      from head cross join lateral (
        select ordering_key, activity_id, handler, state, next_at
        from ap_activity_tasks
        where app = $1 and state in ('new', 'dead') and ordering_key > head.ordering_key
        order by ordering_key, activity_id, handler
        limit 1
      ) next
    )
  ), due as (
    select activity_id, handler from head where state = 'new' and next_at <= now() and handler = any($2)
  ), ${claimFirst}`;
