// Who may import whom (.dependency-cruiser.mjs), and the proof that these rules bite: `--self-test` plants violations in a
// temporary copy and fails unless each one is found.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, workspaces } from './build.mjs';

/** One file each, in the place where it breaks exactly the rule it names. */
const plants = [
  {
    rule: 'contracts-import-only-contracts',
    file: 'shared/contracts/planted.ts',
    text: "import { AppError } from '../lib/errors.js';\nexport type Planted = AppError;\n",
  },
  {
    rule: 'lib-does-no-io',
    file: 'shared/lib/planted.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n",
  },
  {
    rule: 'services-know-no-transport',
    file: 'shared/services/planted/ask.ts',
    text: "import { request } from 'undici';\nexport const ask = request;\n",
  },
  {
    rule: 'services-know-no-peer',
    file: 'shared/services/planted-peer/ask.ts',
    text: "import { ask } from '../planted/ask.js';\nexport const askPeer = ask;\n",
  },
  {
    rule: 'infrastructure-knows-no-domain',
    file: 'shared/infrastructure/planted.ts',
    text: "import { ask } from '../services/planted/ask.js';\nexport const planted = ask;\n",
  },
  {
    rule: 'only-the-wiring-imports-the-registry',
    file: 'blog/presenters/planted.ts',
    text: "import * as registry from '@rose-ash/shared/services/registry';\nexport const planted = registry;\n",
    needs: { file: 'shared/services/registry.ts', text: 'export const registry = true;\n' },
  },
  {
    rule: 'apps-are-islands',
    file: 'cart/routes/planted.ts',
    text: "import { planted } from '../../blog/presenters/planted.js';\nexport const stolen = planted;\n",
  },
  {
    rule: 'production-imports-no-testing',
    file: 'shared/infrastructure/planted-dev.ts',
    text: "import { findChromium } from '../testing/browser/find-chromium.js';\nexport const planted = findChromium;\n",
  },
  {
    rule: 'no-value-cycles',
    file: 'shared/lib/planted-egg.ts',
    text: "import { hen } from './planted-hen.js';\nexport const egg = () => hen;\n",
    needs: {
      file: 'shared/lib/planted-hen.ts',
      text: "import { egg } from './planted-egg.js';\nexport const hen = () => egg;\n",
    },
  },
  {
    rule: 'everything-is-reached',
    file: 'shared/lib/planted-alone.ts',
    text: 'export const alone = true;\n',
    needs: { file: 'blog/main.ts', text: 'export {};\n' },
  },
];

/** Runs the linter in `folder`: { violations, modules, dependencies }. */
async function cruise(folder) {
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...workspaces];
  const bin = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const { summary } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return {
    violations: summary.violations,
    modules: summary.totalCruised,
    dependencies: summary.totalDependenciesCruised,
  };
}

function isSource(path) {
  return !['dist', 'node_modules', 'static', '.data'].some((name) => path.split(sep).includes(name));
}

/** The sources, with libraries linked and the workspaces' own names leading into the copy. */
function copySources(folder) {
  for (const entry of ['package.json', 'tsconfig.base.json', '.dependency-cruiser.mjs', ...workspaces]) {
    cpSync(join(root, entry), join(folder, entry), {
      recursive: true,
      filter: (path) => isSource(path.slice(root.length)),
    });
  }
  mkdirSync(join(folder, 'node_modules', '@rose-ash'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name === '@rose-ash' || name.startsWith('.')) continue;
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const workspace of workspaces) {
    symlinkSync(join(folder, workspace), join(folder, 'node_modules', '@rose-ash', workspace));
  }
}

function plant(folder, { file, text }) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** The planted violations that were not found. */
async function findMissed() {
  const folder = mkdtempSync(join(tmpdir(), 'rose-imports-'));
  try {
    copySources(folder);
    for (const one of plants) {
      plant(folder, one);
      if (one.needs && !existsSync(join(folder, one.needs.file))) plant(folder, one.needs);
    }
    const { violations } = await cruise(folder);
    return plants.filter(({ rule, file }) => !violations.some((v) => v.rule.name === rule && v.from === file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function selfTest() {
  const missed = await findMissed();
  for (const { rule, file } of missed) console.log(`not found: ${rule} (planted as ${file})`);
  console.log(`planted ${plants.length} violations, found ${plants.length - missed.length}`);
  return missed.length === 0;
}

async function checkImports() {
  const { violations, modules, dependencies } = await cruise(root);
  for (const { rule, from, to, cycle } of violations) {
    const path = cycle ? cycle.map((step) => step.name).join(' -> ') : to;
    console.log(`${rule.name}: ${from}${path === from ? '' : ` -> ${path}`}`);
  }
  const cycles = violations.filter((violation) => violation.rule.name === 'no-value-cycles').length;
  console.log(`${modules} files, ${dependencies} imports, ${violations.length} violations, ${cycles} value cycles`);
  return violations.length === 0 && dependencies > 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fine = await (process.argv.includes('--self-test') ? selfTest() : checkImports());
  process.exitCode = fine ? 0 : 1;
}
