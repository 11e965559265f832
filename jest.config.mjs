// Jest runs what ships: the compiled dist, with the source maps beside it.
const workspaces = ['shared', 'blog', 'market', 'cart', 'events', 'federation', 'account'];
const needsStack = String.raw`\.(db|flow|e2e)\.test\.js$`;
const needsEngine = String.raw`\.swarm\.test\.js$`;

const common = {
  rootDir: import.meta.dirname,
  roots: workspaces.map((workspace) => `<rootDir>/${workspace}/dist`),
  testEnvironment: 'node',
  transform: {},
  moduleFileExtensions: ['js', 'mjs', 'json', 'node'],
  setupFilesAfterEnv: ['<rootDir>/shared/dist/testing/jest/require-assertions.js'],
};

const swarm = {
  ...common,
  displayName: 'swarm',
  roots: ['<rootDir>/shared/dist/swarm'],
  testMatch: ['**/*.swarm.test.js'],
};

export default {
  maxWorkers: 2,
  testSequencer: '<rootDir>/shared/dist/testing/jest/longest-first.js',
  // Node keeps the modules of every test file that a process has run; old ones spend their time collecting garbage.
  workerIdleMemoryLimit: '900MB',
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/shared/dist/testing/jest/totals-reporter.js'],
  projects: [
    {
      ...common,
      displayName: 'pure',
      testMatch: ['**/*.test.js'],
      testPathIgnorePatterns: ['/node_modules/', needsStack, needsEngine],
    },
    {
      ...common,
      displayName: 'stack',
      testMatch: ['**/*.{db,flow,e2e}.test.js'],
      // Jest calls these only when a test of this project is selected: `npm test -- lib` starts no database.
      globalSetup: '<rootDir>/shared/dist/testing/jest/global-setup.js',
      globalTeardown: '<rootDir>/shared/dist/testing/jest/global-teardown.js',
    },
    // `npm run test:swarm` alone asks for these, and brings up the engine they speak to.
    ...(process.env.ROSE_SWARM_PROJECT === '1' ? [swarm] : []),
  ],
};
