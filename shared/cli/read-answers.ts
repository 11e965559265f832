import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { OperatorError } from '../lib/errors.js';
import { readingFailed } from './reading-failed.js';

/** A saved answer and the name it is called by in a complaint. */
export interface SavedAnswer {
  name: string;
  value: unknown;
}

/**
 * Reads every file before anything is done with one. `-` is stdin.
 *
 * @throws OperatorError for the first file that cannot be read or holds no JSON.
 */
export async function readAnswers(files: string[], stdin: NodeJS.ReadableStream): Promise<SavedAnswer[]> {
  const answers: SavedAnswer[] = [];
  for (const file of files) {
    const name = file === '-' ? 'stdin' : file;
    answers.push({ name, value: parse(name, file === '-' ? await text(stdin) : await readText(file)) });
  }
  return answers;
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => readingFailed(file, cause));
}

function parse(name: string, json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, '')) as unknown;
  } catch (cause) {
    throw new OperatorError(`${name} holds no JSON; save the answer of the Ghost as it came.`, { cause });
  }
}
