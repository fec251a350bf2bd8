// frame.html: written once, then the site's own, but for the pages that may show it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { contentSecurityPolicy } from '../../src/pipeline/site/page-headers.ts';
import { type FrameOptions, frameToPublish } from '../../src/pipeline/site/publish-frame.ts';
import { run } from './collecting-terminal.ts';

const FROM = fileURLToPath(new URL('../../packages/privet-cli/frame', import.meta.url));
const needsRuntime = false;
const integrity = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-frame-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** As a build does, whole folders aside. */
async function publishFrame(from: string, outDir: string, options: FrameOptions): Promise<string[]> {
  const { text, warnings } = await frameToPublish(from, outDir, options);
  await writeFile(join(outDir, 'frame.html'), text);
  return warnings;
}

const written = () => readFile(join(folder, 'frame.html'), 'utf8');

test('its policy is that of a page, which a meta element may say', async () => {
  await publishFrame(FROM, folder, { needsRuntime, integrity });
  const policy = contentSecurityPolicy().replace(
    /; frame-ancestors.*/,
    "; require-trusted-types-for 'script'; trusted-types privet",
  );
  expect(await written()).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  expect(await written()).toContain('<meta name="privet:parents" content="">');
  await rm(join(folder, 'frame.html'));
  expect(await publishFrame(FROM, folder, { needsRuntime: true, integrity })).toEqual([]);
  expect(await written()).toContain("script-src 'self' blob: 'wasm-unsafe-eval';");
});

test('a later build names its parents, and leaves the rest and unsaid parents as they are', async () => {
  await publishFrame(FROM, folder, { needsRuntime, integrity });
  await writeFile(
    join(folder, 'frame.html'),
    (await written()).replace('<main>', '<template>{title}</template><main>'),
  );
  await publishFrame(FROM, folder, { parents: ['https://a.example', 'https://b.example'], needsRuntime, integrity });
  const named = await written();
  expect(named).toContain('content="https://a.example https://b.example"');
  expect(named).toContain('<template>{title}</template>');
  const warnings = await publishFrame(FROM, folder, { needsRuntime: true, integrity });
  expect(await written()).toBe(named);
  expect(warnings).toEqual([expect.stringContaining("no 'wasm-unsafe-eval'")]);
});

test('a file without a place for parents is an error, and stays', async () => {
  await writeFile(join(folder, 'frame.html'), 'mine');
  await publishFrame(FROM, folder, { needsRuntime: true, integrity });
  const naming = publishFrame(FROM, folder, { parents: ['https://a.example'], needsRuntime, integrity });
  await expect(naming).rejects.toThrow(InputError);
  expect(await written()).toBe('mine');
});

test.each([
  ['a star', ['--frame-parents', '*'], 'Expected an origin'],
  ['a page', ['--frame-parents', 'https://a.example/shop'], 'Expected an origin'],
  ['a bundle alone', ['--frame-parents', 'https://a.example', '--bundle-only'], 'writes no frame.html'],
])('build refuses parents for %s', async (_, options, message) => {
  const { code, notes } = await run(['build', 'items.csv', '--out', folder, ...options]);
  expect(code).toBe(2);
  expect(notes).toContain(message);
});

test('every build writes the manifest that it names, where the page has a line for it', async () => {
  const line = '<meta name="privet:integrity" content="';
  await publishFrame(FROM, folder, { needsRuntime, integrity: 'sha256-one' });
  expect(await written()).toContain(`${line}sha256-one">`);
  await publishFrame(FROM, folder, { needsRuntime, integrity: 'sha256-two sha256-one' });
  expect(await written()).toContain(`${line}sha256-two sha256-one">`);
  const without = (await written()).replace(/<meta name="privet:integrity".*\n/, '');
  await writeFile(join(folder, 'frame.html'), without);
  await publishFrame(FROM, folder, { needsRuntime, integrity: 'sha256-three' });
  expect(await written()).toBe(without);
});
