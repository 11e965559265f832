import { expect, test } from '@jest/globals';
import { whyNoEngine } from './why-no-engine.js';

test('an engine is started only where it was asked for', async () => {
  expect(await whyNoEngine({})).toContain('ROSE_TEST_SWARM=1');
  expect(await whyNoEngine({ ROSE_TEST_SWARM: '0' })).toContain('ROSE_TEST_SWARM=1');
});

test('what is missing is named, with what brings it', async () => {
  const reason = await whyNoEngine({ ROSE_TEST_SWARM: '1', PATH: '/nowhere' });
  const isRootOnLinux = process.platform === 'linux' && process.arch === 'x64' && process.getuid?.() === 0;
  if (isRootOnLinux) expect(reason).toContain("dockerd (Debian's docker.io)");
  else expect(reason).toMatch(/needs|x64/);
});
