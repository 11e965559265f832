import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { z } from 'zod';
import { appNames, type AppName } from '../../contracts/apps.js';
import { developmentEnv } from '../../dev/settings/development-env.js';
import { stackEnv } from '../../swarm/settings/stack-env.js';
import { baseEnv } from './base-env.js';
import { fileSchema } from './config.js';
import type { AppSettings, EnvSettings } from './setting.js';

const root = new URL('../../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const apps = new Map<AppName, AppSettings>();

beforeAll(async () => {
  for (const name of appNames) {
    const { settings } = (await import(new URL(`${name}/dist/config.js`, root).href)) as { settings: AppSettings };
    apps.set(name, settings);
  }
});

function allEnv(): EnvSettings {
  return Object.assign(
    {},
    baseEnv,
    developmentEnv,
    stackEnv,
    ...[...apps.values()].map((settings) => settings.env),
  ) as EnvSettings;
}

describe('.env.example', () => {
  const lines = read('.env.example').split('\n');
  const documented = new Map(
    lines.flatMap((line, index) => {
      const [, key, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, { value, about: lines[index - 1] }] as const];
    }),
  );

  test('lists every setting once, and no other', () => {
    expect([...documented.keys()].sort()).toEqual(Object.keys(allEnv()).sort());
  });

  test('says of each what it is, with a value that would be taken and needs no shell', () => {
    for (const [key, setting] of Object.entries(allEnv())) {
      const line = documented.get(key);
      expect(line).toEqual({ value: setting.example, about: `# ${setting.secret ? 'Secret. ' : ''}${setting.about}` });
      expect(setting.schema.safeParse(setting.example).success).toBe(true);
      expect(setting.example).toMatch(/^[\w@%+=:,./-]+$/);
    }
  });
});

describe('_config/app-config.yaml', () => {
  const file = parse(read('_config/app-config.yaml')) as Record<string, unknown>;

  test.each([...appNames])('covers every key that %s reads', (name) => {
    const schema = fileSchema(name, fileOf(name));
    expect(schema.safeParse(file).error).toBeUndefined();
    expect(missingIn(file[name] ?? {}, fileOf(name))).toEqual([]);
    expect(Object.keys(file)).toEqual(expect.arrayContaining(['site', 'hosts', 'limits']));
  });
});

function fileOf(name: AppName): z.ZodObject {
  const settings = apps.get(name);
  if (!settings) throw new Error(`${name} has no settings`);
  return settings.file;
}

function missingIn(section: object, schema: z.ZodObject): string[] {
  return Object.keys(schema.shape).filter((key) => !(key in section));
}
