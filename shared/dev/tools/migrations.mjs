// Steps of migrations that would stop the site, found before they run. Trusts what is compiled.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './build.mjs';

const compiled = (...path) => pathToFileURL(join(root, 'shared', 'dist', ...path)).href;
const { lintMigrations, toSentence } = await import(compiled('dev', 'migrations-lint', 'lint-migrations.js'));
const { migrations } = await import(compiled('migrations', 'index.js'));

const complaints = await lintMigrations(migrations);
for (const complaint of complaints) console.log(toSentence(complaint));
console.log(`${migrations.length} migrations, ${complaints.length} unsafe steps`);
process.exitCode = complaints.length > 0 ? 1 : 0;
