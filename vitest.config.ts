import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const chromium = process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium';

// What only a browser can write of the golden files, in place of the tests: `PRIVET_WRITE_GOLDEN=1`, by hand.
const browserTests = process.env.PRIVET_WRITE_GOLDEN
  ? ['test/browser/*-write-golden.ts']
  : ['test/**/*.browser.test.ts', 'test/**/*.gpu.test.ts'];

// Three levels: plain Node, real Chromium (with a software WebGPU adapter), and the built app driven from outside.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/**/*.gpu.test.ts', 'test/**/*.e2e.test.ts'],
          // Whole builds take a minute where other work is on the machine as well.
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        worker: { format: 'es' },
        optimizeDeps: {
          exclude: ['onnxruntime-web'],
          // Known beforehand: a dependency that Vite finds in the middle of a run makes it reload the page under the tests.
          include: [
            ...['@uwdata/flechette', 'comlink', 'idb', 'minisearch', 'umap-js', 'valibot'],
            ...['lit', 'lit/decorators.js', 'lit/directive.js', 'lit/directives/repeat.js'],
          ],
        },
        test: {
          name: 'browser',
          include: browserTests,
          testTimeout: 120_000,
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
      },
      {
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
