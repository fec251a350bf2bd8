import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { unvouchedFiles } from './vouched-files.ts';

test('a file is vouched for where its hash stands in another one, but for the service worker', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'privet-vouched-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const hash = (text: string, name: string, form: 'hex' | 'base64') => createHash(name).update(text).digest(form);
  const files = {
    'page.js': 'of the page',
    'data.bin': 'of the manifest',
    'kept.css': 'of the service worker',
    'free.js': 'of nobody',
    'index.html': `<script integrity="sha384-${hash('of the page', 'sha384', 'base64')}">`,
    'manifest.json': `{"sha256":"${hash('of the manifest', 'sha256', 'hex')}"}`,
    'sw.js': `sha256-${hash('of the service worker', 'sha256', 'base64')}`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const paths = ['/page.js', '/data.bin', '/kept.css', '/free.js'];
  expect(await unvouchedFiles(folder, paths)).toEqual(['/kept.css', '/free.js']);
});
