import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parse, stringify, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { MenuItemDto } from '../../contracts/dtos/blog.js';
import { OperatorError } from '../../lib/errors.js';
import { readingFailed } from '../reading-failed.js';
import { nameOf, problemWith } from './say-problem.js';

const entry: z.ZodType<MenuItemDto> = z.lazy(() =>
  z.strictObject(
    {
      label: z.string({ error: 'label is missing, or no words: what the menu says' }),
      href: z.string({ error: 'href is missing, or no address: where it leads' }),
      children: z.array(entry, { error: 'children is a list of entries' }).default([]),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')} means nothing here` : undefined,
    },
  ),
);
const menu = z.array(entry, {
  error: 'a menu is a list of entries, each with label, href and, if there are any, children',
});

/**
 * The menu in a file; `-` is stdin. JSON is YAML as well. What an entry may say is for the blog to decide.
 *
 * @throws OperatorError that names the file and the place in it.
 */
export async function readMenu(file: string, stdin: NodeJS.ReadableStream): Promise<MenuItemDto[]> {
  const name = nameOf(file);
  const written = file === '-' ? await text(stdin) : await readText(file);
  const checked = menu.safeParse(parseYaml(name, written));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new OperatorError(problemWith(name, issue?.path ?? [], `${issue?.message ?? 'this is no menu'}.`));
}

export function writeMenu(items: readonly MenuItemDto[]): string {
  return stringify(items.map(withoutEmpty), { lineWidth: 0 });
}

function withoutEmpty({ label, href, children }: MenuItemDto): object {
  return children.length === 0 ? { label, href } : { label, href, children: children.map(withoutEmpty) };
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => readingFailed(file, cause));
}

function parseYaml(name: string, written: string): unknown {
  try {
    // One entry that stands for others could stand for itself.
    return parse(written, { maxAliasCount: 0 }) as unknown;
  } catch (cause) {
    const line = cause instanceof YAMLParseError ? cause.linePos?.[0].line : undefined;
    const place = line === undefined ? '' : `, as far as line ${line}`;
    throw new OperatorError(`${name} holds no YAML and no JSON${place}; see rose menu set --help.`, { cause });
  }
}
