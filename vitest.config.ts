import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig, type TestProjectConfiguration } from 'vitest/config';

const chromium = process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium';
const SLOW = ['test/**/*.slow.test.ts'];
const SLOW_E2E = ['test/**/*.slow.e2e.test.ts'];
const SLOW_BROWSER = ['test/**/*.slow.gpu.test.ts'];
/** They replace modules, which only a process of their own forgets. */
const ALONE = ['test/training/teacher.test.ts'];
/** Trainings, and bundlers that minify a runtime: minutes, and more where other work is on the machine as well. */
const slowly = { testTimeout: 600_000, hookTimeout: 600_000 };
/** Of two cores Vitest would leave one idle. */
const maxWorkers = Math.max(2, availableParallelism() - 1);
// What only a browser can write of the golden files, in place of the tests: `PRIVET_WRITE_GOLDEN=1`, by hand.
const BROWSER = process.env.PRIVET_WRITE_GOLDEN
  ? ['test/browser/*-write-golden.ts']
  : ['test/**/*.browser.test.ts', 'test/**/*.gpu.test.ts'];

/** The built app, driven from outside: one build, which begins with the run, and one Chromium for all files, two at a time. */
const builtApp = {
  setupFiles: ['test/clock.ts', 'test/patience.ts', 'test/e2e/apps-built.ts'],
  globalSetup: ['test/e2e/global-setup.ts'],
  // What a machine of many tasks needs: a test that passes takes no longer for it.
  expect: { poll: { timeout: 60_000 } },
  testTimeout: 400_000,
  // Packing, installing and building a shop takes half a minute where nothing else runs.
  hookTimeout: 600_000,
  maxWorkers: 2,
};

const plainNode = {
  expect: { poll: { timeout: 20_000 } },
  // Whole builds take a minute where other work is on the machine as well.
  testTimeout: 180_000,
  hookTimeout: 60_000,
  maxWorkers,
  sequence: { groupOrder: 0 },
};

/** In a page of its own a file; `npm run test:slow` has those that keep a software adapter busy for half a minute. */
const inChromium = (name: string, include: string[], groupOrder: number): TestProjectConfiguration => ({
  worker: { format: 'es' },
  optimizeDeps: {
    exclude: ['onnxruntime-web'],
    // Known beforehand: a dependency that Vite finds in the middle of a run makes it reload the page under the
    // tests.
    include: [
      ...['@uwdata/flechette', 'comlink', 'fast-check', 'idb', 'minisearch', 'umap-js', 'valibot'],
      ...['lit', 'lit/decorators.js', 'lit/directive.js', 'lit/directives/repeat.js'],
      ...['react', 'react-dom', 'react-dom/client', 'react-dom/server'],
    ],
  },
  test: {
    name,
    include,
    exclude: [...configDefaults.exclude, ...(include === SLOW_BROWSER ? [] : SLOW_BROWSER)],
    maxWorkers,
    setupFiles: ['test/patience.ts'],
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 120_000,
    sequence: { groupOrder },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath: chromium,
          chromiumSandbox: false,
          args: ['--enable-unsafe-webgpu', '--disable-background-networking', '--disable-component-update'],
        },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});

// Three levels, one after the other: plain Node, real Chromium (with a software WebGPU adapter), and the built app.
// What takes minutes (trainings, the encoder beside its original) is a level of its own: `npm run test:slow`.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...plainNode,
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [
            ...configDefaults.exclude,
            ...ALONE,
            'test/**/*.browser.test.ts',
            'test/**/*.gpu.test.ts',
            'test/**/*.e2e.test.ts',
            ...SLOW,
          ],
          // A process of its own for each file would cost more than most of them.
          isolate: false,
          setupFiles: ['test/clock.ts', 'test/restore-globals.ts', 'test/patience.ts'],
        },
      },
      { test: { ...plainNode, name: 'node-alone', include: ALONE } },
      inChromium('browser', BROWSER, 1),
      {
        test: {
          ...builtApp,
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          exclude: [...configDefaults.exclude, ...SLOW_E2E],
          sequence: { groupOrder: 2 },
        },
      },
      { test: { ...slowly, name: 'slow', include: SLOW, sequence: { groupOrder: 3 } } },
      inChromium('slow-browser', SLOW_BROWSER, 4),
      // No test: `npm run screenshots`.
      {
        test: {
          ...builtApp,
          name: 'screenshots',
          include: ['test/e2e/*.shots.ts', 'test/e2e/offline.e2e.test.ts', 'test/e2e/update.e2e.test.ts'],
          sequence: { groupOrder: 6 },
        },
      },
      { test: { ...builtApp, ...slowly, name: 'slow-e2e', include: SLOW_E2E, sequence: { groupOrder: 5 } } },
    ],
  },
});
