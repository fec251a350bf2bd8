// A page's modules are imported on servers too, where there is no page.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const SCRIPT = `
  const before = Object.keys(globalThis).length;
  const { openPrivet } = await import('./src/sdk/index.ts');
  const error = await openPrivet('/bundle/').catch((error) => error);
  console.log(JSON.stringify([error.name, error.message, Object.keys(globalThis).length - before]));
`;

it('is imported in Node without any effect, and does not open there', async () => {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(JSON.parse(stdout)).toEqual([
    'EngineStoppedError',
    'openPrivet: there is no page here, expected a browser (call it on the client only)',
    0,
  ]);
});
