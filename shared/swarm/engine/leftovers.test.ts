import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { findLeftovers, lookAround } from './leftovers.js';

// Both read what only Linux has.
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('names the process and the folder that an engine left, and nothing when both are gone', async () => {
  const before = await lookAround();
  const home = mkdtempSync(join(tmpdir(), 'rose-house-'));
  const child = spawn('tail', ['-f', '/dev/null', '--pid', String(process.pid)], { argv0: `tail in ${home}` });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    await eventually(
      () => findLeftovers(home, before),
      (left) => left.includes(`This folder is left: ${home}.`) && left.some((one) => one.includes(`${child.pid} tail`)),
    );
  } finally {
    child.kill();
    await ended;
    rmSync(home, { recursive: true });
  }
  expect(await findLeftovers(home, before)).toEqual([]);
});

onLinux('says when the network of the machine is another one than before', async () => {
  const before = { ...(await lookAround()), links: [], forwarding: 'otherwise', rules: 'none' };
  const left = await findLeftovers('/nowhere/rose-house-none', before);
  expect(left).toContain('The machine forwards packets now.');
  expect(left).toContainEqual(expect.stringMatching(/^This link is left: lo/));
  expect(left).toContainEqual(expect.stringMatching(/^There are other firewall rules now/));
});
