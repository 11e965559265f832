import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readStack } from '../static/stack.js';
import { healthCommand } from './health-command.js';

const file = readFileSync(new URL('../../../../_config/edge.Caddyfile', import.meta.url), 'utf8');
const { edge } = readStack({ BASE_DOMAIN: 'rose.test', MAIL_FROM: 'a@rose.test', EDGE_PORT: '8042' }).services;
const usual = (name: string) => new RegExp(`\\{\\$${name}:([^}]+)\\}`).exec(file)?.[1];

test('the edge listens where the stack leads to it and asks how it is', () => {
  expect(edge?.ports).toEqual([
    { target: Number(usual('EDGE_LISTEN_PORT')), published: '8042', protocol: 'tcp', mode: 'host' },
  ]);
  expect(healthCommand(edge)).toContain(`http://127.0.0.1:${usual('EDGE_HEALTH_PORT')}/healthz`);
  expect(file).toMatch(/respond \/healthz "ok" 200/);
});

test('it finds its files where the stack puts them, and is told what it needs', () => {
  expect(edge?.configs).toContainEqual({ source: 'away_page', target: `${usual('AWAY_ROOT')}/away.html` });
  expect(edge?.command).toContain(edge?.configs?.find(({ source }) => source === 'edge_config')?.target);
  const needed = [...file.matchAll(/\{\$(\w+)\}/g)].map(([, name]) => name);
  expect([...new Set(needed)]).toEqual(['BASE_DOMAIN']);
  expect(edge?.environment).toMatchObject({ BASE_DOMAIN: 'rose.test', EDGE_TRUSTED_PROXIES: 'private_ranges' });
});

test('it asks the six on the port that they have in production', () => {
  expect([usual('EDGE_APP_PORT'), usual('EDGE_RESOLVER')]).toEqual(['8000', 'udp/127.0.0.11:53']);
});
