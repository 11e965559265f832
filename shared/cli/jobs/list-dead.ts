import { countOf } from '../../lib/count-of.js';
import { withDatabase } from '../with-database.js';
import type { Dead } from './dead-kind.js';
import { deadKinds } from './dead-kinds.js';

/** Kind by kind, those first that died first. */
export function listDead(url: string): Promise<Dead[]> {
  return withDatabase(url, async ({ manager }) => {
    const lists: Dead[] = [];
    for (const kind of deadKinds) lists.push(...(await kind.list(manager)));
    return lists;
  });
}

export function deadInWords(dead: readonly Dead[]): string {
  if (dead.length === 0) return 'Nothing is dead.';
  return [
    ...dead.flatMap(inWords),
    `${countOf(dead.length, 'is dead', 'are dead')}: mend the cause, then rose jobs retry; or rose jobs drop.`,
  ].join('\n');
}

function inWords({ id, about, attempts, lastError, since, holdsUp }: Dead): string[] {
  const behind = holdsUp === 0 ? [] : [`holds up ${countOf(holdsUp, 'other', 'others')}`];
  const when = `dead since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const facts = [about, `tried ${countOf(attempts, 'time', 'times')}`, when, ...behind];
  return [id, `  ${facts.join(', ')}`, `  ${lastError ?? 'no error was kept'}`];
}
