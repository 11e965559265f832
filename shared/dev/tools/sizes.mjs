// How long files and functions are (STYLE: a file is split because it has two subjects, never to please a number; so the
// aims are printed and only what is plainly too long fails).
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { root, workspaces } from './build.mjs';

const limits = { fileLines: 300, functionLines: 80 };
const skipped = new Set(['dist', 'node_modules', 'static', 'migrations']);

function* sourcesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* sourcesIn(path);
    else if (entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)) yield path;
  }
}

/** Lines from the first to the last of each function with a body. */
function measureFunctions(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const found = [];
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line;
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const line = lineOf(node.getStart(source));
      found.push({ where: `${file}:${line + 1}`, lines: lineOf(node.getEnd()) - line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function describe(name, things, aim) {
  const sorted = [...things].sort((a, b) => a.lines - b.lines);
  const at = (share) => sorted[Math.ceil(share * sorted.length) - 1] ?? { lines: 0, where: '-' };
  const longest = at(1);
  console.log(
    `${name} (${sorted.length}): median ${at(0.5).lines}, p95 ${at(0.95).lines}, max ${longest.lines} (${longest.where}); aim ${aim}`,
  );
}

const files = [];
const functions = [];
for (const workspace of workspaces) {
  for (const path of sourcesIn(join(root, workspace))) {
    const text = readFileSync(path, 'utf8');
    const where = relative(root, path);
    files.push({ where, lines: text.split('\n').length - 1 });
    functions.push(...measureFunctions(where, text));
  }
}
describe('lines per file', files, '60 / 200 / 300');
describe('lines per function', functions, '10 / 40 / 80');
const tooLong = [
  ...files.filter(({ lines }) => lines > limits.fileLines).map((file) => ({ ...file, limit: limits.fileLines })),
  ...functions
    .filter(({ lines }) => lines > limits.functionLines)
    .map((one) => ({ ...one, limit: limits.functionLines })),
];
for (const { where, lines, limit } of tooLong) console.log(`too long: ${where} has ${lines} lines, at most ${limit}`);
process.exitCode = tooLong.length > 0 ? 1 : 0;
