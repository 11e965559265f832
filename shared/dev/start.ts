import { OperatorError } from '../lib/errors.js';
import { claimDataDir } from './data-dir/claim-data-dir.js';
import { lockDataDir } from './data-dir/lock-data-dir.js';
import { help } from './settings/help.js';
import { parseArguments, type StartArguments } from './settings/parse-arguments.js';
import { readSettings } from './settings/read-settings.js';
import { addressesOf, type Addresses } from './supervisor/runtime-file.js';
import { createSay, seconds, type Say } from './supervisor/say.js';
import { StopAsked, StopRequest } from './supervisor/stop-request.js';
import { Undo } from './supervisor/undo.js';
import { watchParent } from './supervisor/watch-parent.js';

/** Words of ours that nobody can read any more must not stop us from stopping. */
function surviveLostTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function listen(request: StopRequest): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => request.ask());
  watchParent(() => request.ask());
}

function complain(error: unknown): void {
  const isOurs = error instanceof OperatorError;
  const text = isOurs ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`${text}\n`);
}

function greet(say: Say, { publicUrl, urls }: Addresses, withGallery: boolean): void {
  say.line('');
  say.line(`  ${'front door'.padEnd(11)} ${publicUrl}`);
  for (const [name, url] of Object.entries(urls)) say.line(`  ${name.padEnd(11)} ${url}`);
  if (withGallery) say.line(`  ${'gallery'.padEnd(11)} ${urls['blog'] ?? ''}/__gallery`);
  say.line('');
  // The clock of the process: it began before the build.
  say.line(`Ready after ${seconds(0)}. Ctrl-C stops everything; the data stays.`);
}

async function run(args: StartArguments, say: Say, request: StopRequest, undo: Undo): Promise<void> {
  const settings = readSettings(process.env);
  claimDataDir(settings.dataDir);
  undo.add(lockDataDir(settings.dataDir));
  // Loaded once the settings are right: what is wrong with them is told at once.
  const { startStack } = await import('./supervisor/start-stack.js');
  await startStack({ settings, args, outerEnv: process.env, say, undo, request });
  greet(say, addressesOf(settings), args.withGallery);
  await request.asked;
}

/** `npm start`: everything up, until somebody asks to stop or something is wrong. Returns the exit code. */
async function main(args: StartArguments): Promise<number> {
  const say = createSay((text) => process.stdout.write(text));
  const request = new StopRequest();
  const undo = new Undo();
  let code = 0;
  listen(request);
  try {
    await run(args, say, request, undo);
    say.line('Stopping.');
  } catch (error) {
    if (!(error instanceof StopAsked)) {
      complain(error);
      code = 1;
    }
  }
  const start = performance.now();
  await undo.run(complain);
  if (code === 0) say.line(`Stopped in ${seconds(start)}.`);
  return code;
}

surviveLostTerminal();
try {
  const args = parseArguments(process.argv.slice(2));
  if (args.wantsHelp) process.stdout.write(help);
  else process.exit(await main(args));
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
