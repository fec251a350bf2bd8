// Begins to build the apps of all end-to-end tests, each into a folder of its own, in a process beside the tests that come
// before them (apps-built.ts waits for it); and starts the Chromium that they share.
import { spawn } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    builtAppFolder: string;
    /** The same app without models: a page ranks by arithmetic alone, over the same films, and searches by words. */
    withoutModelsFolder: string;
    /** That with 400 films. */
    fewFilmsFolder: string;
    /** There once these three are whole; holds why they are not, or nothing. */
    appsBuiltFile: string;
    browserEndpoint: string;
    /** Empty to begin with: what tests of the packages share (test/packages/pack.ts fills it). */
    packedShopFolder: string;
  }
}

export const LAUNCH = {
  executablePath: process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium',
  chromiumSandbox: false,
  args: ['--disable-background-networking', '--disable-component-update'],
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @returns ends it, where it has not ended */
function buildApps(folders: readonly string[], note: string): () => void {
  const script = join(root, 'test/e2e/build-apps.ts');
  // Vitest sets it to `test`, which would build Lit's development version.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...folders], { cwd: root, env, stdio: 'inherit' });
  child.on('close', async (code) => {
    await writeFile(`${note}.part`, code === 0 ? '' : 'the app could not be built: what went wrong is printed above');
    await rename(`${note}.part`, note);
  });
  return () => child.kill();
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-e2e-'));
  const folderOf = (name: string) => join(folder, name);
  const folders = ['app', 'without-models', 'few-films'].map(folderOf) as [string, string, string];
  const note = folderOf('built');
  const endBuild = buildApps(folders, note);
  const packedShopFolder = await mkdtemp(join(tmpdir(), 'privet-packed-'));
  const browser = await chromium.launchServer(LAUNCH);
  project.provide('builtAppFolder', folders[0]);
  project.provide('withoutModelsFolder', folders[1]);
  project.provide('fewFilmsFolder', folders[2]);
  project.provide('appsBuiltFile', note);
  project.provide('browserEndpoint', browser.wsEndpoint());
  project.provide('packedShopFolder', packedShopFolder);
  return async () => {
    endBuild();
    await browser.close();
    for (const one of [folder, packedShopFolder]) await rm(one, { recursive: true, force: true, maxRetries: 5 });
  };
}
