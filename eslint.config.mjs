// What the compiler cannot see. Layout is Prettier's; who may import whom is .dependency-cruiser.mjs.
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const makersOfSafeHtml = [
  'shared/infrastructure/{views,adapters,fragments}/**/*.ts',
  '**/*.test.ts',
  'shared/testing/**/*.ts',
];

const noTrust = {
  selector: "MemberExpression[object.name='SafeHtml'][property.name='trust']",
  message: 'Only the sanitiser, the view renderer and the fragment client say that HTML is safe.',
};
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Named exports only: a thing has one name everywhere.',
};
const noGeneratorMiddleware = {
  selector: "CallExpression[callee.property.name='use'] > FunctionExpression[generator=true]",
  message: 'Koa 3 takes a generator function without a word and does not run it: write an async function.',
};
const noReadingWrites = {
  selector: 'CallExpression[callee.property.name=/^(save|remove|softRemove|recover)$/]',
  message: 'save() and remove() read before they write and cascade: use insert, update, upsert or delete.',
};
const noOwnUnits = {
  selector: 'CallExpression[callee.property.name=/^(transaction|createQueryRunner)$/]',
  message: 'A service works inside the unit it was given: a transaction or connection of its own would commit alone.',
};
const everywhere = [noTrust, noDefaultExport, noGeneratorMiddleware];

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '.data/', 'coverage/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Left off: they forbid what this code base does on purpose.
      // `env['NAME']` says that a key is data, and classes without fields are how TypeORM and Jest are told things.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      // A contract is a promise even where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
      'no-param-reassign': 'error',
      'prefer-template': 'error',
    },
  },
  { files: makersOfSafeHtml, rules: { 'no-restricted-syntax': ['error', noDefaultExport, noGeneratorMiddleware] } },
  // Jest takes the default export of what it is told to load, and declarations describe other people's modules.
  {
    files: ['shared/testing/jest/*.ts', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': ['error', noTrust, noGeneratorMiddleware] },
  },
  {
    files: ['shared/services/**/*.ts'],
    // Tests stand outside: they open units as an app does.
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, noReadingWrites, noOwnUnits] },
  },
  { files: ['shared/{cli,dev}/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.test.ts'],
    rules: {
      // Jest's matchers and stand-ins are typed loosely by design.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Tools and configuration are read as they are, by Node or by their program.
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  {
    files: ['**/static/js/**/*.js'],
    languageOptions: {
      sourceType: 'module',
      globals: Object.fromEntries(
        [
          'document',
          'window',
          'navigator',
          'localStorage',
          'matchMedia',
          'fetch',
          'URL',
          'URLSearchParams',
          'AbortController',
          'FormData',
          'EventSource',
          'console',
          'customElements',
          'HTMLElement',
          'location',
          'history',
          'requestAnimationFrame',
          'IntersectionObserver',
          'setTimeout',
          'clearTimeout',
          'CSS',
          'CustomEvent',
          'Event',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
