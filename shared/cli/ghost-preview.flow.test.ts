import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { GhostChange } from '../contracts/ghost-preview.js';
import { ghostCommandLine, type GhostCommandLine } from '../testing/ghost-command-line.js';

let under: GhostCommandLine;

beforeEach(async () => {
  under = await ghostCommandLine();
});

afterEach(() => under.close());

const rose = (...args: string[]) => under.rose(['sync', ...args]);

async function previewed(...flags: string[]) {
  const { code, stdout, stderr } = await rose('--dry-run', '--json', ...flags);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as { changes: GhostChange[]; notes: string[] };
}

const briefly = ({ kind, what, name, fields }: GhostChange) =>
  [what, kind, name, ...fields.map((one) => ('was' in one ? `${one.field}: ${one.was} > ${one.is}` : one.field))].join(
    ' ',
  );

/** Each row of each table and the transaction that wrote it, and how far each sequence is. */
async function everything(): Promise<unknown> {
  const tables = await under.dataSource.query<{ name: string }[]>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const rows = [];
  for (const { name } of tables) {
    rows.push([name, await under.dataSource.query(`select xmin::text, ctid::text from ${name} order by ctid`)]);
  }
  const sequences = await under.dataSource.query('select sequencename, last_value from pg_sequences order by 1');
  return [rows, sequences];
}

function aHouse() {
  const { operations } = under.ghost;
  const post = (title: string, text: string) =>
    operations.createPost({ title, text, status: 'published', tags: ['Bread'] });
  const posts = [post('Rye', 'One.\n\nTwo.\n\nThree.'), post('Spelt', 'Four.'), post('Oat', 'Five.')];
  operations.createPage({ title: 'House', text: 'Here.', status: 'published' });
  const ann = operations.createMember({ email: 'ann@example.test', name: 'Ann' });
  return { posts: posts.map(({ id }) => id), ann: ann.id };
}

test('before the first reading everything would be added, and nothing is written, asked for twice or told of persons', async () => {
  aHouse();
  const before = await everything();
  const { changes, notes } = await previewed();
  expect(notes).toEqual([]);
  expect(changes.map(briefly)).toEqual(
    expect.arrayContaining([
      'added posts Rye',
      'added posts Oat',
      'added pages House',
      'added tags Bread',
      'added users Rose Owner',
      'added settings Rose Ash Test',
      'added tiers Free',
      'added members ',
    ]),
  );
  expect(new Set(changes.map(({ kind, ghostId }) => kind + ghostId)).size).toBe(changes.length);
  expect(await everything()).toEqual(before);
  expect(JSON.stringify(changes)).not.toMatch(/ann@|"Ann"/);
  const lines = under.ghost.asked.map(({ line }) => line);
  expect(lines.every((line) => line.startsWith('GET '))).toBe(true);
  expect(new Set(lines).size).toBe(lines.length);
});

test.each([['since the last time'], ['with --full', '--full']])(
  '%s it says what would be changed, field by field',
  async (_, ...flags) => {
    const { posts, ann } = aHouse();
    await rose();
    under.ghost.clock.hold('2026-11-21T10:00:00Z');
    const { operations, world } = under.ghost;
    operations.edit(posts[0] ?? '', { title: 'Rye bread', text: 'One.\n\nTwo and a half.\n\nThree.' });
    operations.moveVisibility(posts[1] ?? '', 'members');
    operations.addTags(posts[1] ?? '', 'New');
    operations.delete(posts[2] ?? '');
    operations.editTag([...world.tags.values()].find(({ name }) => name === 'Bread')?.id ?? '', { name: 'Loaves' });
    operations.editSetting('timezone', 'Europe/London');
    operations.editNavigation([{ label: 'Loaves', url: '/tag/bread/' }]);
    operations.editMember(ann, { email: 'ann@other.test' });
    const before = await everything();
    const { changes } = await previewed(...flags);
    expect(await everything()).toEqual(before);
    const said = changes.map(briefly);
    expect(said).toEqual(
      expect.arrayContaining([
        'removed posts Oat',
        'changed tags Loaves name: Bread > Loaves',
        'added tags New',
        'changed members  email: one > another',
      ]),
    );
    expect(said.find((line) => line.startsWith('changed settings'))).toContain(
      'navigation: Home (/) > Loaves (/tag/bread/) timezone: Etc/UTC > Europe/London',
    );
    expect(said.find((line) => line.startsWith('changed posts Spelt'))).toMatch(
      /tags: Bread > Loaves, New .*visibility: public > members/,
    );
    const rye = changes.find(({ name }) => name === 'Rye bread');
    expect(rye?.fields).toContainEqual({ field: 'title', was: 'Rye', is: 'Rye bread' });
    expect(changes).toHaveLength(7);
    await rose();
    const after = await previewed(...flags);
    expect(after.changes).toEqual([]);
  },
);

test('a person reads it as a diff', async () => {
  const text = ['First.', ...Array.from({ length: 12 }, (_, index) => `Paragraph ${index} of a long text.`)];
  const { id } = under.ghost.operations.createPost({ title: 'Rye', text: text.join('\n\n'), status: 'published' });
  await rose();
  under.ghost.clock.hold('2026-11-21T10:00:00Z');
  under.ghost.operations.edit(id, { text: text.join('\n\n').replace('Paragraph 6 of', 'Paragraph six of') });
  const { stdout } = await rose('--dry-run');
  expect(stdout).toContain(
    `From ${under.ghost.url}, 1 thing would be changed; nothing was.\n~ posts "Rye" (${id}) changed\n`,
  );
  expect(stdout).toContain('    html:\n      …\n');
  expect(stdout).toContain('      -Paragraph 6 of a long text.\n      +Paragraph six of a long text.');
  expect(stdout).not.toContain('First.');
});

test('where most is gone it says what a reading would say; while reading is paused nobody asks', async () => {
  const posts = Array.from({ length: 30 }, (_, index) =>
    under.ghost.operations.createPost({ title: `Post ${index}`, status: 'published' }),
  );
  await rose();
  for (const { id } of posts.slice(1)) under.ghost.world.texts.delete(id);
  const { changes, notes } = await previewed();
  expect(changes).toHaveLength(29);
  expect(notes).toEqual(['29 of 30 posts are gone: they would stay, unless --believe-it is said.']);
  await under.dataSource.query(`update ghost_watches set paused_at = now(), paused_why = 'The key is wrong.'`);
  const asked = under.ghost.asked.length;
  const { code, stderr } = await rose('--dry-run');
  expect([code, stderr]).toEqual([1, `Reading ${under.ghost.url} is paused. The key is wrong.\n`]);
  expect(under.ghost.asked).toHaveLength(asked);
});
