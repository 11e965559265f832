import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { OperatorError } from '../../lib/errors.js';
import { nearest } from '../../lib/nearest.js';
import type { EnvSettings, EnvValues } from './setting.js';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the keys of the environment that are declared, each once.
 *
 * @throws OperatorError with one sentence for the first key that is missing, wrong, given twice or misspelt.
 */
export function readEnv<S extends EnvSettings>(
  settings: S,
  env: Env,
  known: readonly string[] = Object.keys(settings),
): EnvValues<S> {
  refuseMisspelt(known, env);
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(settings)) {
    const raw = setting.secret ? readSecret(key, env) : env[key];
    const result = setting.schema.safeParse(raw === '' ? undefined : raw);
    if (!result.success) {
      throw new OperatorError(sentence(key, raw, wordsFor(result.error.issues[0]), setting.secret));
    }
    values[key] = result.data;
  }
  return values as EnvValues<S>;
}

function sentence(key: string, raw: string | undefined, message: string, secret?: true): string {
  const fileHint = secret ? ` (or ${key}_FILE)` : '';
  if (raw === undefined || raw === '') return `${key}${fileHint} is not set; .env.example says what it is for.`;
  return `${key} ${lowerFirst(message)}${secret ? '' : `; it is "${raw}"`}.`;
}

function wordsFor(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return issue?.message ?? 'is wrong';
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/**
 * The value itself, or what the file named by `<key>_FILE` holds, without white space around it.
 *
 * @throws OperatorError when both are given or the file cannot be read.
 */
export function readSecret(key: string, env: Env): string | undefined {
  const path = env[`${key}_FILE`];
  if (!path) return env[key];
  if (env[key]) throw new OperatorError(`${key} and ${key}_FILE are both set; keep one of them.`);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new OperatorError(`${key}_FILE names ${path}, which cannot be read; check the path and its permissions.`, {
      cause,
    });
  }
}

/**
 * A key that differs from a known one by a slip of the finger would otherwise be ignored in silence.
 *
 * @throws OperatorError that names both.
 */
export function refuseMisspelt(known: readonly string[], env: Env): void {
  const taken = new Set(known.flatMap((key) => [key, `${key}_FILE`]));
  const long = known.filter((key) => key.length >= 8);
  for (const key of Object.keys(env)) {
    if (taken.has(key) || !/^[A-Z][A-Z0-9_]{6,}$/.test(key)) continue;
    const meant = nearest(key, long, 2);
    if (meant !== null && Math.abs(meant.length - key.length) <= 1 && env[meant] === undefined) {
      throw new OperatorError(`${key} is not a setting; did you mean ${meant}?`);
    }
  }
}
