import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { OperatorError } from '../../lib/errors.js';

export interface RunnerArguments {
  only?: string;
  isJson: boolean;
  /** From which all that is left to chance is drawn, so that a run can be had again. */
  seed: number;
  wantsHelp: boolean;
}

const options = {
  only: { type: 'string' },
  json: { type: 'boolean', default: false },
  seed: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws OperatorError for what the command does not know. */
export function parseRunnerArguments(command: string, args: readonly string[]): RunnerArguments {
  const { only, json, seed, help } = parse(command, args);
  return {
    ...(only === undefined ? {} : { only }),
    isJson: json,
    seed: seed === undefined ? randomInt(1, 1_000_000) : toSeed(seed),
    wantsHelp: help,
  };
}

function parse(command: string, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    // By shape: an error made by Node in another realm is no instance of this one's Error.
    const what = String((cause as { message?: unknown }).message).split(/[.\n]/)[0];
    throw new OperatorError(`${what}; npm run ${command} -- --help lists what it knows.`, { cause });
  }
}

function toSeed(text: string): number {
  const seed = Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new OperatorError(`--seed is a whole number, such as the one a run prints; ${text} is none.`);
}
