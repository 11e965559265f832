import { afterEach, describe, expect, test } from '@jest/globals';
import { listOf } from './ask-ghost.js';
import { acts } from './editor/acts.js';
import { editRandomly } from './editor/edit-randomly.js';
import { startGhostServer, type GhostServer } from './start-ghost-server.js';
import { chanceOf } from './state/chance.js';
import type { ActionRow } from './state/rows.js';

let ghost: GhostServer;

afterEach(() => ghost.stop());

interface Copy {
  id: string;
  updated_at: string;
}

const all = 'formats=html,lexical&include=tags,authors&limit=100';
const textTime = (ms: number) => new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
const ask = (ghost: GhostServer, query: string) => listOf<Copy>(ghost, `/posts/?${all}&${query}`);

/** What a simple copy of the posts would believe: the sync itself is not built on this. */
class Mirror {
  readonly posts = new Map<string, string>();
  private since = 0;

  constructor(private readonly ghost: GhostServer) {}

  keep(copies: Copy[]): void {
    for (const copy of copies) this.posts.set(copy.id, JSON.stringify(copy));
  }

  async byCursor(): Promise<void> {
    this.keep(await ask(this.ghost, `filter=${encodeURIComponent(`updated_at:>='${textTime(this.since)}'`)}`));
    this.since = this.ghost.clock.now();
  }

  /** A row that names a post asks for it again; one that names none, or a tag or an author, asks for all. */
  async byFeed(): Promise<void> {
    const filter = encodeURIComponent(`created_at:>='${textTime(this.since)}'`);
    const rows = await listOf<ActionRow>(this.ghost, `/actions/?limit=100&filter=${filter}`);
    const named = rows.filter(({ resource_type }) => resource_type === 'post').map(({ resource_id }) => resource_id);
    const isNamed = rows.every(({ resource_type, resource_id }) => resource_type === 'post' && resource_id !== null);
    const ids = isNamed
      ? named
      : [...this.posts.keys(), ...(await listOf<Copy>(this.ghost, '/search-index/posts/')).map(({ id }) => id)];
    for (const id of ids) this.posts.delete(String(id));
    if (ids.length > 0) {
      this.keep(await ask(this.ghost, `filter=${encodeURIComponent(`id:[${ids.map((id) => `'${id}'`).join(',')}]`)}`));
    }
    this.since = this.ghost.clock.now();
  }

  async compare(): Promise<{ dead: number; stale: number; missing: number }> {
    const truth = new Map((await ask(this.ghost, '')).map((copy) => [copy.id, JSON.stringify(copy)]));
    const kept = [...this.posts];
    return {
      dead: kept.filter(([id]) => !truth.has(id)).length,
      stale: kept.filter(([id, copy]) => truth.has(id) && truth.get(id) !== copy).length,
      missing: [...truth.keys()].filter((id) => !this.posts.has(id)).length,
    };
  }
}

describe.each([1, 2, 3])('after 120 random acts of seed %i', (seed) => {
  test('a copy by updated_at is wrong, and one by the audit log is right', async () => {
    ghost = await startGhostServer({ seed, at: '2026-11-23T07:00:00Z' });
    const chance = chanceOf(seed);
    // Enough that not each of them is edited again after what moves no date.
    for (let index = 0; index < 20; index += 1) ghost.operations.createPost({ title: `Post ${index}`, tags: ['News'] });
    const [byCursor, byFeed] = [new Mirror(ghost), new Mirror(ghost)];
    for (let act = 1; act <= 120; act += 1) {
      editRandomly(ghost, chance);
      if (chance() < 0.5) ghost.clock.advance(Math.floor(chance() * 3000));
      if (act % 10 > 0) continue;
      await byCursor.byCursor();
      await byFeed.byFeed();
    }
    const wrong = await byCursor.compare();
    expect(wrong.dead).toBeGreaterThan(0);
    expect(wrong.stale).toBeGreaterThan(0);
    expect(await byFeed.compare()).toEqual({ dead: 0, stale: 0, missing: 0 });
  });
});

test('every act is drawn before long', async () => {
  ghost = await startGhostServer({ at: '2026-11-23T07:00:00Z' });
  const chance = chanceOf(4);
  const done = new Set(Array.from({ length: 600 }, () => editRandomly(ghost, chance)));
  expect([...done].sort()).toEqual(Object.keys(acts).sort());
});
