// `npm run schema`: writes schema.sql from the migrations; `-- --check` compares instead. `--no-build` trusts what is compiled.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, root } from './build.mjs';

const file = join(root, 'schema.sql');

try {
  if (!process.argv.includes('--no-build')) await build();
  const compiled = pathToFileURL(join(root, 'shared', 'dist', 'dev', 'schema', 'keep-schema.js')).href;
  const { checkSchema, migratedSchema, writeSchema } = await import(compiled);
  const schema = await migratedSchema();
  if (process.argv.includes('--check')) {
    checkSchema(file, schema);
    console.log('schema.sql is what the migrations make');
  } else {
    console.log(writeSchema(file, schema) ? 'schema.sql was written anew' : 'schema.sql is what the migrations make');
  }
} catch (error) {
  // The compiler has said what is wrong.
  if (error.status === undefined && error.name !== 'OperatorError') throw error;
  if (error.name === 'OperatorError') console.error(error.message);
  process.exitCode = 1;
}
