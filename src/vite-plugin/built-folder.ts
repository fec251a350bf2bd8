// The folder that the command line writes, in Vite's cache: `files/` is what a page loads, beside it are the stamp of
// what it was built from and what the command line keeps between runs. `vite dev` and `vite build` share it.
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { InstalledPackages } from './installed-packages.ts';
import { buildArguments, type CheckedOptions, inputFiles } from './options.ts';
import { runCommandLine } from './run-command-line.ts';
import { stampOf } from './stamp.ts';

/** A file of every such folder, which is also where the SDK looks for the engine. */
export const WORKER_FILE = 'worker.js';
export const BUNDLE_FOLDER = 'bundle';
export const MANIFEST_FILE = 'manifest.json';
/** By folder, when its last run ends: a server that restarts has an old and a new plugin for a while. */
const lastRuns = new Map<string, Promise<unknown>>();

export interface BuiltFolderOptions {
  options: CheckedOptions;
  packages: InstalledPackages;
  /** Vite's, absolute. */
  root: string;
  /** Vite's, absolute. */
  cacheDir: string;
}

export class BuiltFolder {
  /** Absolute paths of what is built from. */
  readonly inputs: readonly string[];
  /** Absolute path of what a page loads. */
  readonly files: string;
  readonly #place: string;
  readonly #given: BuiltFolderOptions;

  constructor(given: BuiltFolderOptions) {
    const { options, root, cacheDir } = given;
    this.#given = given;
    this.#place = join(cacheDir, 'privet', options.out);
    this.files = join(this.#place, 'files');
    this.inputs = inputFiles(options).map((file) => resolve(root, file));
  }

  /**
   * Builds, unless input, options and version are as they were; runs of one folder wait for each other.
   * @param onLine  hears what the command line says on the way
   * @returns whether it was built anew
   * @throws Error with the command line's words: the folder is as it was; what `signal` was aborted with
   */
  bringUpToDate(signal: AbortSignal, onLine: (line: string) => void): Promise<boolean> {
    const run = (lastRuns.get(this.#place) ?? Promise.resolve()).then(() => this.#build(signal, onLine));
    lastRuns.set(
      this.#place,
      run.catch(() => {}),
    );
    return run;
  }

  async #build(signal: AbortSignal, onLine: (line: string) => void): Promise<boolean> {
    const { options, packages, root } = this.#given;
    const args = buildArguments(options);
    // Read before the run: a file that changes in its middle gives another stamp the next time.
    const stamp = await stampOf({ version: packages.version, args, files: inputFiles(options), root });
    const stampFile = join(this.#place, 'stamp.json');
    const earlier = await readFile(stampFile, 'utf8').catch(() => undefined);
    if (earlier === stamp && (await this.#isThere())) return false;
    await mkdir(this.#place, { recursive: true });
    // Who is killed in the middle leaves none; a run that fails leaves the folder as it was.
    await rm(stampFile, { force: true });
    const folders = [`--out=${this.files}`, `--cache=${join(this.#place, 'cache')}`];
    let end = earlier;
    try {
      await runCommandLine({
        script: packages.commandLine,
        args: ['build', ...args, ...folders],
        root,
        signal,
        onLine,
      });
      end = stamp;
    } finally {
      if (end !== undefined) await writeFile(stampFile, end);
    }
    return true;
  }

  #isThere(): Promise<boolean> {
    return access(join(this.files, WORKER_FILE)).then(
      () => true,
      () => false,
    );
  }
}
