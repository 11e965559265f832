// Who may import whom: ARCHITECTURE.md, "Who may import whom". `npm run check` runs this and proves that it bites.
const apps = '(blog|market|cart|events|federation|account)';
const test = String.raw`\.test\.ts$`;
const forPeople = '^shared/(testing|dev|e2e|bench|drill|swarm)/';
const entries = [String.raw`^${apps}/main\.ts$`, String.raw`^shared/cli/main\.ts$`];
// Uses what every app is given, so what it reaches may wait for the first app that needs it.
const sampleApp = String.raw`^shared/testing/sample-app\.ts$`;
// What the tools and Jest load by name.
const doors = [
  String.raw`^shared/dev/[^/]+\.ts$`,
  String.raw`^shared/dev/(assets/build|gallery/gallery-routes)\.ts$`,
  '^shared/testing/jest/',
  String.raw`^shared/(bench|drill)/main\.ts$`,
  String.raw`^shared/drill/[^/]+/(worker|household|editor)\.ts$`,
  String.raw`^shared/bench/[^/]+/children/[^/]+\.ts$`,
];
const io = 'fs|net|tls|http|https|http2|dgram|dns|child_process|cluster|worker_threads|readline|repl|inspector';
const npm = (names) => `(^|/)node_modules/(${names})/`;

/** Everything inside the repository but `allowed` is forbidden to `from`; libraries have rules of their own. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: `^(shared|${apps})/`, pathNot: allowed },
});
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

const layers = [
  only(
    'contracts-import-only-contracts',
    '^shared/contracts/',
    '^shared/contracts/',
    'Contracts are promises: they know nobody.',
  ),
  only('lib-is-low', '^shared/lib/', '^shared/(contracts|lib)/', 'lib is below everything but contracts.'),
  only(
    'models-are-low',
    '^shared/models/',
    '^shared/(contracts|lib|models)/',
    'Entities know no rules and no machinery.',
  ),
  only('activities-are-low', '^shared/activities/', '^shared/(contracts|lib|activities)/', 'What happened is data.'),
  only(
    'migrations-stand-alone',
    '^shared/migrations/',
    '^shared/migrations/',
    'A migration must mean the same next year.',
  ),
  only(
    'services-know-no-machinery',
    '^shared/services/',
    '^shared/(contracts|lib|models|services)/',
    'Domain rules get what they need through createRegistry(deps).',
  ),
  only(
    'infrastructure-knows-no-domain',
    '^shared/infrastructure/',
    String.raw`^shared/(contracts|lib|activities|infrastructure)/|^shared/(models|migrations)/index\.ts$`,
    'Machinery knows no domain rule and no app.',
  ),
  only(
    'apps-use-the-doors',
    `^${apps}/`,
    String.raw`^shared/(contracts|lib|infrastructure)/|^shared/services/registry\.ts$|^${apps}/`,
    'Apps see contracts, lib and infrastructure; never services, models, migrations.',
  ),
];

const walls = [
  never(
    'contracts-use-no-library',
    { path: '^shared/contracts/', pathNot: test },
    { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    'Contracts import only contracts.',
  ),
  never(
    'lib-does-no-io',
    { path: '^shared/lib/', pathNot: test },
    { path: [`^(node:)?(${io})(/|$)`, npm('koa|@koa/router|pg|ioredis|undici|typeorm|bullmq|pino|eta')] },
    'lib is pure functions.',
  ),
  never(
    'services-know-no-transport',
    { path: '^shared/(services|models)/', pathNot: test },
    { path: [npm('koa|@koa/router|eta|bullmq|ioredis|undici|pino|pg'), `^(node:)?(${io})(/|$)`] },
    'A service speaks to the database it was given, and to nothing else.',
  ),
  never(
    'services-know-no-peer',
    { path: '^shared/services/([^/]+)/', pathNot: test },
    { path: '^shared/services/([^/]+)/', pathNot: '^shared/services/$1/' },
    'A service gets its peers through their contracts.',
  ),
  never(
    'only-the-wiring-imports-the-registry',
    { pathNot: [String.raw`^${apps}/(main|services)\.ts$`, '^shared/(dev|cli|testing|e2e|bench|drill)/', test] },
    { path: String.raw`^shared/services/registry\.ts$` },
    'Everyone else is handed Services.',
  ),
  never(
    'apps-are-islands',
    { path: `^${apps}/` },
    { path: `^${apps}/`, pathNot: '^$1/' },
    'Services, fragments and activities connect apps; imports do not.',
  ),
  never('shared-knows-no-app', { path: '^shared/' }, { path: `^${apps}/` }, 'Shared is below the apps.'),
  never(
    'presenters-are-below-routes',
    { path: `^${apps}/presenters/`, pathNot: test },
    { path: `^${apps}/(routes|fragments|handlers|jobs|app|main|services|config)` },
    'A presenter turns a DTO into a view model and knows no request.',
  ),
  never(
    'views-are-at-the-bottom',
    { path: String.raw`^${apps}/views(\.ts$|/)`, pathNot: test },
    { path: `^${apps}/(routes|fragments|handlers|jobs|presenters|app|main|services|config)` },
    'A view is a name, a type and samples.',
  ),
  never(
    'production-imports-no-testing',
    { pathNot: [forPeople, test] },
    { path: forPeople },
    'What ships must work without the tools of development.',
  ),
  never(
    'production-uses-no-dev-library',
    { path: `^(shared|${apps})/`, pathNot: [forPeople, test] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    'What ships is listed under dependencies.',
  ),
  never('nobody-imports-a-test', {}, { path: test }, 'Share helpers from shared/testing.'),
];

const health = [
  never(
    'no-value-cycles',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    'Two files that need each other at load time are one file, or three.',
  ),
  never('no-unresolved-import', {}, { couldNotResolve: true }, 'The import leads nowhere.'),
  never(
    'no-unlisted-library',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    'List the library in the root package.json.',
  ),
  never(
    'everything-is-reached',
    { path: [...entries, '^shared/dev/', sampleApp], pathNot: test },
    { path: `^(shared|${apps})/`, pathNot: [...entries, forPeople, test], reachable: false },
    'No list names this file and nothing but a test reaches it: add it to its list, or delete it.',
  ),
  never(
    'every-tool-is-used',
    { path: [test, ...doors] },
    {
      path: forPeople,
      pathNot: [...doors, test],
      reachable: false,
    },
    'No test and no command reaches this file: use it, or delete it.',
  ),
];

export default {
  forbidden: [...layers, ...walls, ...health],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/', String.raw`\.d\.ts$`, '/static/', String.raw`\.mjs$`] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // Without this condition the doors of shared lead to dist and no rule ever bites.
      conditionNames: ['@rose-ash/source', 'import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
