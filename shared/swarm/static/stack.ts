import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The part of the stack file that our rules look at, with variables filled in. */
export interface Stack {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
  configs: Record<string, { name?: string; file?: string; external?: boolean }>;
  secrets: Record<string, { name?: string; external?: boolean }>;
}

export interface Service {
  image: string;
  environment?: Record<string, string>;
  user?: string;
  entrypoint?: readonly string[];
  command?: string | readonly string[];
  secrets?: readonly Mounted[];
  configs?: readonly Mounted[];
  networks: readonly string[] | Record<string, unknown>;
  volumes?: readonly (string | { type: string; source?: string; target: string })[];
  ports?: readonly { mode: string; published: number }[];
  healthcheck?: Record<string, unknown>;
  logging?: { options?: Record<string, string> };
  read_only?: boolean;
  cap_drop?: readonly string[];
  cap_add?: readonly string[];
  stop_grace_period?: string;
  ulimits?: Record<string, number | { soft: number; hard: number }>;
  deploy: Deploy;
}

interface Mounted {
  source: string;
  target: string;
}

export interface Deploy {
  endpoint_mode?: string;
  replicas: number;
  placement?: { constraints?: readonly string[] };
  update_config?: Roll;
  rollback_config?: Roll;
  restart_policy?: object;
  resources?: { limits?: Partial<Resources>; reservations?: Partial<Resources> };
}

interface Roll {
  order?: string;
  failure_action?: string;
  monitor?: string;
  parallelism?: number;
}

interface Resources {
  cpus: string;
  memory: string;
}

export type Variables = Readonly<Record<string, string | undefined>>;

export const stackText = readFileSync(new URL('../../../../docker-compose.yml', import.meta.url), 'utf8');

/** What an operator has to say at least. */
export const least: Variables = { BASE_DOMAIN: 'rose.test', MAIL_FROM: 'hello@rose.test' };

const variable = /\$\{(\w+)(?:(:?[-?])([^}]*))?\}/g;

/** As Docker fills them in. @throws Error with the name of a variable that is needed and missing. */
export function fillIn(text: string, variables: Variables): string {
  return text.replaceAll(variable, (_whole, name: string, operator: string | undefined, word: string | undefined) => {
    const value = variables[name];
    if (value !== undefined && (value !== '' || operator?.startsWith(':') !== true)) return value;
    if (operator?.endsWith('?') === true) throw new Error(`${name} is missing: ${word ?? ''}`);
    return word ?? '';
  });
}

export function readStack(variables: Variables = least, text = stackText): Stack {
  const stack = fillInAll(parse(text, { merge: true }), variables) as Stack;
  for (const { deploy } of Object.values(stack.services)) deploy.replicas = parseInt(String(deploy.replicas), 10);
  return stack;
}

function fillInAll(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return fillIn(value, variables);
  if (Array.isArray(value)) return value.map((one) => fillInAll(one, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillInAll(one, variables)]));
}

/** Name, operator and word of every variable in the file, in order. */
export function variablesIn(text: string): { name: string; operator: string; word: string }[] {
  const code = text.replaceAll(/^\s*#.*$/gm, '');
  return [...code.matchAll(variable)].map(([, name = '', operator = '', word = '']) => ({ name, operator, word }));
}

/** Docker writes them as a list in the file and as a map in its output. */
export function networksOf({ networks }: Service): string[] {
  return Array.isArray(networks) ? [...(networks as string[])] : Object.keys(networks);
}

const units: Record<string, number> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes, of `640M`, `384mb` or a plain number. */
export function bytes(size: string | undefined): number {
  const [, digits, unit = 'b'] = /^(\d+)([kmg]?)b?$/i.exec(size ?? '') ?? [];
  return digits === undefined ? NaN : Number(digits) * (units[unit.toLowerCase() || 'b'] ?? NaN);
}

const spans: Record<string, number> = { h: 3600, m: 60, s: 1 };

/** Seconds, of `40s` or `2m0s`. */
export function seconds(span: unknown): number {
  const parts = [...String(span).matchAll(/(\d+)([hms])/g)];
  return parts.length === 0 ? NaN : parts.reduce((sum, [, n, unit = '']) => sum + Number(n) * (spans[unit] ?? NaN), 0);
}
