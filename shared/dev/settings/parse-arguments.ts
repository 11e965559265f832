import { parseArgs } from 'node:util';
import { OperatorError } from '../../lib/errors.js';

export interface StartArguments {
  isFresh: boolean;
  withGallery: boolean;
  wantsHelp: boolean;
}

const options = {
  fresh: { type: 'boolean', default: false },
  gallery: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  // For the tests, which run on what is compiled already; tools/start.mjs reads it.
  'no-build': { type: 'boolean', default: false },
} as const;

/** Throws OperatorError for an argument that `npm start` does not know. */
export function parseArguments(args: readonly string[]): StartArguments {
  const known = new Set(Object.keys(options).map((name) => `--${name}`)).add('-h');
  const stranger = args.find((argument) => !known.has(argument));
  if (stranger !== undefined) {
    throw new OperatorError(`npm start does not know ${stranger}; npm start -- --help lists what it knows.`);
  }
  const { values } = parseArgs({ args: [...args], options });
  return { isFresh: values.fresh, withGallery: values.gallery, wantsHelp: values.help };
}
