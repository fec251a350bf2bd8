// What tests of the packages begin with: both built and packed, and a folder like a newcomer's with them installed and
// the shop built.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHOP = join(ROOT, 'test/fixtures/shop/shop.csv');
const execute = promisify(execFile);

/** Runs a command in a folder; fails with all that it printed. @returns what it printed */
export async function sh(folder: string, command: string, args: string[]): Promise<string> {
  const ran = await execute(command, args, { cwd: folder, maxBuffer: 1e8 }).catch((error) => {
    throw new Error(`${command} ${args.join(' ')}: ${error.stdout}${error.stderr}`);
  });
  return ran.stdout + ran.stderr;
}

export interface Newcomer {
  /** With products.csv, both packages installed from their tarballs, and the shop built into public/privet. */
  folder: string;
  /** What `npm i` said of `privet`. */
  installed: string;
  /** What `privet build` said. */
  built: string;
  remove(): Promise<void>;
}

/** A newcomer's folder, this file's own. Packing, installing and building are done once for all files of a run. */
export async function newcomer(): Promise<Newcomer> {
  const shared = inject('packedShopFolder');
  const isFirst = await mkdir(join(shared, 'shop')).then(
    () => true,
    () => false,
  );
  if (isFirst) await prepare(join(shared, 'shop')).then(...tellWaiting(shared));
  const { installed, built, error } = await untilTold(shared);
  if (error) throw new Error(error);
  const folder = await mkdtemp(join(tmpdir(), 'privet-newcomer-'));
  await cp(join(shared, 'shop'), folder, { recursive: true, verbatimSymlinks: true });
  return { folder, installed, built, remove: () => rm(folder, { recursive: true, force: true }) };
}

interface Prepared {
  installed: string;
  built: string;
  error?: string;
}

/** Neither of the installs asks the registry for anything. */
async function prepare(folder: string): Promise<Prepared> {
  await sh(ROOT, process.execPath, ['--import', 'tsx', 'scripts/packages/build-packages.mjs']);
  const packages = ['privet', 'privet-cli'].map((name) => join(ROOT, 'dist-packages', name));
  await sh(folder, 'npm', ['pack', ...packages]);
  const tarballs = (await readdir(folder)).sort();
  const tarball = (pattern: RegExp) => `./${tarballs.find((name) => pattern.test(name))!}`;
  const offline = ['--offline', '--no-audit', '--no-fund'];
  const installed = await sh(folder, 'npm', ['install', ...offline, tarball(/^privet-\d/)]);
  await unpackCommandLine(folder, tarball(/^privet-cli-\d/));
  await cp(SHOP, join(folder, 'products.csv'));
  return { installed, built: await buildShop(folder) };
}

/** What to do with `prepare`'s answer, or its error: files of this run wait for either. */
function tellWaiting(shared: string) {
  const tell = async (told: Prepared) => {
    await writeFile(join(shared, 'told.part'), JSON.stringify(told));
    await rename(join(shared, 'told.part'), join(shared, 'told.json'));
  };
  return [tell, (error: Error) => tell({ installed: '', built: '', error: error.message })] as const;
}

async function untilTold(shared: string): Promise<Prepared> {
  for (;;) {
    const text = await readFile(join(shared, 'told.json'), 'utf8').catch(() => undefined);
    if (text) return JSON.parse(text);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** As npm would install it; what it depends on is that of the repository. */
async function unpackCommandLine(folder: string, tarball: string): Promise<void> {
  const target = join(folder, 'node_modules', 'privet-cli');
  await mkdir(target, { recursive: true });
  await sh(folder, 'tar', ['xzf', tarball, '--strip-components=1', '-C', target]);
  await mkdir(join(folder, 'node_modules', '.bin'), { recursive: true });
  await sh(folder, 'chmod', ['+x', join(target, 'privet.js')]);
  await symlink('../privet-cli/privet.js', join(folder, 'node_modules', '.bin', 'privet'));
}

/** As `npm i react react-dom @types/react` would; they are those of the repository. */
export async function linkReact(folder: string): Promise<void> {
  await mkdir(join(folder, 'node_modules', '@types'), { recursive: true });
  for (const name of ['react', 'react-dom', '@types/react']) {
    await symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
}

/** The very command of the ten-minute start. @returns what it printed */
function buildShop(folder: string): Promise<string> {
  return sh(folder, 'npx', ['--no-install', 'privet', 'build', 'products.csv', '--out', 'public/privet']);
}
