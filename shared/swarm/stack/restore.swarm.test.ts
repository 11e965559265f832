import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { appNames } from '../../contracts/apps.js';
import { eventually } from '../../testing/eventually.js';
import { swarmFolder } from '../engine/folders.js';
import { must } from '../engine/must.js';
import { wrongLimits } from '../static/limits.js';
import { readStack } from '../static/stack.js';
import { untilCalm } from './calm.js';
import { describeInHouse } from './describe-in-house.js';
import { containersOf, inService } from './docker.js';
import { openMailbox, type Mailbox } from './mailbox.js';
import { joinThroughTheEdge, nameOf, type Member } from './member.js';
import { MemoryWatch } from './memory.js';
import { whileAsked } from './probe.js';
import { address, newVisitor, throughCaddy } from './sites.js';
import { standingStack } from './standing-stack.js';

const runbook = readFileSync(join(swarmFolder, '..', 'docs', 'runbook.md'), 'utf8');
const [, steps = ''] = /\*\*Restore\*\*, step by step:([^]*?)\n\nWhat it does/.exec(runbook) ?? [];
const folder = '/var/lib/rose/backups';

/** What the runbook has one type in a step, the first or a later thing of it. */
function typed(step: number, which = 0): string {
  const [text = ''] = steps.split('\n').filter((line) => line.startsWith(`${step}. `));
  return [...text.matchAll(/`(docker [^`]+)`/g)][which]?.[1] ?? `echo "step ${step} says nothing" >&2; false`;
}

describeInHouse('a house that burnt down', (papers) => {
  let mailbox: Mailbox | undefined;
  let rue: Member;
  let memory: MemoryWatch;
  const paper = mkdtempSync(join(tmpdir(), 'rose-burnt-'));

  beforeAll(async () => {
    await standingStack(papers());
    memory = new MemoryWatch();
    mailbox = await openMailbox();
    rue = await joinThroughTheEdge(mailbox, 'rue');
  });

  afterAll(async () => {
    await memory.stop();
    await mailbox?.stop();
    rmSync(paper, { recursive: true });
  });

  const type = (line: string) => must(['bash', '-euc', line], { seconds: 120 });
  const rows = (sql: string) => inService('db', 'psql', '-U', 'rose', '-d', 'rose', '-Atc', sql);
  const shelf = () =>
    inService('blog-worker', 'sh', '-c', 'cd /var/lib/rose/media && find . -type f | sort | xargs -r sha256sum');
  const frontPage = async () => (await newVisitor().open(address('blog'), { headers: throughCaddy })).text;
  const isKnown = ({ text }: { text: string }) => text.includes(nameOf('rue'));

  /** A large picture with its variants, and an entry in the menu. */
  async function furnishTheHouse(): Promise<void> {
    const file = join(paper, 'leaf.jpg');
    const noise = {
      create: {
        width: 600,
        height: 400,
        channels: 3,
        background: '#284',
        noise: { type: 'gaussian', mean: 90, sigma: 40 },
      },
    } as const;
    await sharp(await sharp(noise).png().toBuffer())
      .resize(6000, 4000)
      .jpeg()
      .toFile(file);
    const [worker] = await containersOf('blog-worker');
    const bring = 'docker exec -i "$1" sh -c "cat >/tmp/leaf.jpg" <"$2"';
    await must(['bash', '-euc', bring, '_', worker?.container ?? '', file]);
    await inService('blog-worker', 'rose', 'media', 'add', '/tmp/leaf.jpg', '--alt', 'A leaf');
    const menu = 'printf "%s\\n" "- label: Burnt toast" "  href: blog:/" | rose menu set -';
    await inService('blog-worker', 'sh', '-euc', menu);
    await eventually(
      () => rows(`select count(*) from media where state = 'new'`),
      (count) => count === '0',
      60_000,
    );
    await eventually(frontPage, (text) => text.includes('Burnt toast'), 30_000);
  }

  test('is as it was after what the runbook has one type, and who was signed in still is', async () => {
    await furnishTheHouse();
    const { failed } = await whileAsked(appNames, () => memory.askProcesses());
    expect(failed).toEqual([]);
    const members = await rows('select handle, email from members order by handle');
    const pictures = await shelf();
    expect(members).toContain('rue|rue@example.org');
    expect(pictures.split('\n').length).toBeGreaterThan(2);

    const [, cron = ''] = /^30 3 \* \* \* (docker exec .* rose backup .*) >> \S+$/m.exec(runbook) ?? [];
    const made = await type(cron);
    const backup = JSON.parse(made.split('\n').at(-1) ?? '') as { folder: string };
    expect(backup).toMatchObject({ missing: [], damaged: [] });
    expect(await inService('blog-worker', 'rose', 'backup', 'verify', backup.folder)).toMatch(/^Whole: /);

    const began = performance.now();
    await type(typed(4));
    const left = ['blog-worker', 'cache', 'db', 'edge', 'redis'];
    const running = async () => [...new Set((await containersOf()).map(({ name }) => name))].sort();
    await eventually(running, (names) => names.join() === left.join(), 60_000);
    await inService('blog-worker', 'sh', '-c', 'rm -rf /var/lib/rose/media/*');
    await rows('drop schema public cascade; create schema public');

    const restore = typed(5).replace('rose-<time>', backup.folder.slice(folder.length + 1));
    expect(restore).toMatch(/^docker exec -it /);
    // A terminal is what a test has not.
    expect(await type(restore.replace(' -it ', ' '))).toMatch(/^Restored as of .*each compared\.$/m);
    expect(await shelf()).toBe(pictures);
    await type(typed(6));
    // This house has fewer of each.
    await type(typed(7).replaceAll('=2', '=1'));
    await type(typed(7, 1));
    await untilCalm();
    process.stdout.write(
      `restored by the runbook, and well again, after ${((performance.now() - began) / 1_000).toFixed(1)} s\n`,
    );

    expect(await rows('select handle, email from members order by handle')).toBe(members);
    expect(await frontPage()).toContain('Burnt toast');
    expect((await eventually(() => rue.open('account'), isKnown, 30_000)).status).toBe(200);
    expect(await inService('blog-worker', 'rose', 'keys', 'list')).toMatch(/ signs$/m);
    await joinThroughTheEdge(mailbox!, 'elm');
  });

  test('and each service has the memory that it needs, and not many times that', async () => {
    await memory.askProcesses();
    const peaks = await memory.stop();
    const { lines, wrong } = wrongLimits(readStack(), peaks);
    process.stdout.write(`memory in use at most, of what may be used\n${lines.join('\n')}\n`);
    expect(lines).toHaveLength(Object.keys(readStack().services).length);
    expect(wrong).toEqual([]);
  });
});
