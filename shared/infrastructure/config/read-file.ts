import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { OperatorError } from '../../lib/errors.js';
import { nearest } from '../../lib/nearest.js';

/**
 * Reads and checks the file of plain settings.
 *
 * @throws OperatorError with one sentence that names the file, the line or the key, and the cure.
 */
export function readConfigFile<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  const document = parseDocument(readText(path), { prettyErrors: true });
  const broken = document.errors[0];
  if (broken) {
    const at = broken.linePos?.[0];
    throw new OperatorError(
      `${path} is not YAML${at ? ` at line ${at.line}, column ${at.col}` : ''}: ${firstLine(broken.message)}.`,
    );
  }
  const result = schema.safeParse(document.toJS() ?? {});
  if (!result.success) throw new OperatorError(`${path}: ${describe(mostTelling(result.error.issues), schema)}`);
  return result.data;
}

/** A key that is misspelt is also missing under its true name: the slip is what helps. */
function mostTelling(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  return issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0];
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new OperatorError(`The settings file ${path} cannot be read; set ROSE_CONFIG to where it lies.`, { cause });
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, '');
}

function describe(issue: z.core.$ZodIssue | undefined, schema: z.ZodType): string {
  if (!issue) return 'something in it is wrong.';
  const path = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return `${path || 'the file'}: ${issue.message}.`;
  const key = issue.keys[0] ?? '';
  const meant = nearest(key, keysAt(schema, issue.path), 2);
  const full = [...issue.path, key].join('.');
  return `${full} is not a setting${meant === null ? '; remove it' : `; did you mean ${meant}?`}${meant === null ? '.' : ''}`;
}

/** The keys that the schema knows at a path, for "did you mean". */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const step of path) at = shapeOf(at)?.[step as string];
  return Object.keys(shapeOf(at) ?? {});
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  const candidate = schema as { shape?: Record<string, unknown>; def?: { innerType?: unknown } } | undefined;
  return candidate?.shape ?? (candidate?.def?.innerType ? shapeOf(candidate.def.innerType) : undefined);
}
