import { expect, test } from '@jest/globals';
import { createDataSource } from '../infrastructure/db/data-source.js';

test('the metadata of every table builds, with the names PostgreSQL itself would give', async () => {
  const dataSource = createDataSource({
    url: 'postgres://nobody@127.0.0.1:1/none',
    poolSize: 1,
    applicationName: 'test',
  });
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  const tables = Object.fromEntries(dataSource.entityMetadatas.map((entity) => [entity.tableName, entity]));
  for (const name of Object.keys(tables)) expect(name).toMatch(/^(?:[a-z]+_)*(?:[a-z]+s|media)$/);
  expect(tables['posts']?.columns.map((column) => column.databaseName)).toContain('reading_minutes');
  expect(tables['posts']?.uniques.map((unique) => unique.name).sort()).toEqual([
    'posts_ghost_site_ghost_id_key',
    'posts_slug_key',
  ]);
  expect(tables['post_tags']?.foreignKeys.map((key) => key.name).sort()).toEqual([
    'post_tags_post_id_fkey',
    'post_tags_tag_id_fkey',
  ]);
});
