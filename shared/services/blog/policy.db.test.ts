import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource, FindOptionsWhere } from 'typeorm';
import { openDatabase } from '../../infrastructure/db/data-source.js';
import { newId } from '../../lib/ids.js';
import { Post, type PostStatus } from '../../models/blog/post.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { listedFor, shownTo, sqlOfListed, sqlOfShown } from './policy.js';

let database: TestDatabase;
let dataSource: DataSource;

const now = new Date('2026-11-25T12:00:00.000Z');
const moments = [new Date(now.getTime() - 1), now, new Date(now.getTime() + 1)];
const statuses: PostStatus[] = ['draft', 'scheduled', 'published', 'sent'];

beforeAll(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 1, applicationName: 'test' });
  const each = (['post', 'page'] as const).flatMap((kind) =>
    statuses.flatMap((status) => moments.map((publishedAt) => ({ kind, status, publishedAt }))),
  );
  await dataSource.manager.insert(
    Post,
    each.map((one, index) => ({
      ...{ ...one, id: newId(), slug: `post-${index}`, title: 'A post', excerpt: '', html: '', readingMinutes: 1 },
      ...{ visibility: 'public', createdAt: now, updatedAt: now },
    })),
  );
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function bothWays(where: FindOptionsWhere<Post>, sql: string): Promise<[string[], string[]]> {
  const found = await dataSource.manager.find(Post, { select: { slug: true }, where, order: { slug: 'ASC' } });
  const asked = await dataSource.query<{ slug: string }[]>(
    `select slug from posts given where ${sql} order by slug collate "C"`,
    [now],
  );
  return [found.map(({ slug }) => slug).sort(), asked.map(({ slug }) => slug)];
}

test('what is shown is said in SQL as it is said to TypeORM', async () => {
  const [found, asked] = await bothWays(shownTo(null, now), sqlOfShown('given', '$1'));
  expect(asked).toEqual(found);
  expect(asked).toHaveLength(4);
});

test('so is what lists show', async () => {
  const [found, asked] = await bothWays(listedFor(null, now), sqlOfListed('given', '$1'));
  expect(asked).toEqual(found);
  expect(asked).toHaveLength(2);
});
