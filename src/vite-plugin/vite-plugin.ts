// `privet/vite`: a site made with Vite gets the folder of `privet build` with its own build, and from the server while
// it is developed. Pages import `virtual:privet`, which knows the addresses.
import { createHash } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';
import { BUNDLE_FOLDER, BuiltFolder, MANIFEST_FILE, WORKER_FILE } from './built-folder.ts';
import { serveInDev } from './dev-server.ts';
import { findPackages } from './installed-packages.ts';
import { checkOptions, type PrivetPluginOptions } from './options.ts';
import {
  addressBeside,
  type FolderAddress,
  fixedAddress,
  placedInFolder,
  VIRTUAL_MODULE,
  virtualModule,
} from './page-modules.ts';

export type { PrivetPluginOptions } from './options.ts';

/** Of the manifest in a built folder. */
async function integrityOf(folder: string): Promise<string> {
  const bytes = await readFile(join(folder, BUNDLE_FOLDER, MANIFEST_FILE));
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
}

/** Modules that begin so are nobody else's. */
const RESOLVED_MODULE = `\0${VIRTUAL_MODULE}`;

/**
 * Builds the folder that `privet build` writes, by the installed `privet-cli`: in `vite build` into the built site, in
 * `vite dev` beside the server, and again when a file changes. Builds for a server (`build.ssr`) write nothing.
 *
 * @throws RequestError for options that make no sense; InputError, as Vite starts, where `privet-cli` is not installed
 */
export function privet(options: PrivetPluginOptions): Plugin {
  const checked = checkOptions(options);
  const { out, reload } = checked;
  let config: ResolvedConfig;
  let built: BuiltFolder;
  let pageFolder: string;
  /** For browsers and, where they differ, for pages that a server draws. */
  let address: FolderAddress;
  let serverAddress: FolderAddress;
  /** Of the manifest that this build brings; undefined in dev, where it changes below the page. */
  let integrity: string | undefined;
  let endDev: (() => Promise<void>) | undefined;
  return {
    name: 'privet',
    enforce: 'pre',
    // What is shown then is built already.
    apply: (_, { isPreview }) => !isPreview,
    // Bundled beforehand, the package would lie elsewhere; it is one file already.
    config: () => ({ optimizeDeps: { exclude: ['privet'] } }),
    configResolved(resolved) {
      config = resolved;
      const packages = findPackages(config.root);
      pageFolder = `${packages.pageFolder.replaceAll('\\', '/')}/`;
      built = new BuiltFolder({ options: checked, packages, root: config.root, cacheDir: resolve(config.cacheDir) });
      address = serverAddress = fixedAddress(`${config.base}${out}/`);
    },
    configureServer(server) {
      endDev = serveInDev(server, { built, mount: `${config.base}${out}/`, reload });
    },
    async buildStart() {
      if (config.command === 'serve' || this.environment.config.consumer === 'server') return;
      for (const file of built.inputs) this.addWatchFile(file);
      await built.bringUpToDate(new AbortController().signal, (line) => config.logger.info(line));
      integrity = await integrityOf(built.files);
      if (config.base !== '' && config.base !== './') return;
      // Relative to whatever file of the built site asks, which only the bundler knows.
      const source = await readFile(join(built.files, WORKER_FILE));
      const reference = this.emitFile({ type: 'asset', fileName: `${out}/${WORKER_FILE}`, source });
      address = addressBeside(`import.meta.ROLLUP_FILE_URL_${reference}`);
    },
    resolveId: (id) => (id === VIRTUAL_MODULE ? RESOLVED_MODULE : undefined),
    load(id) {
      if (id !== RESOLVED_MODULE) return undefined;
      const isServer = this.environment.config.consumer === 'server';
      return virtualModule(
        isServer ? serverAddress : address,
        isServer ? undefined : integrity,
        config.command === 'serve',
      );
    },
    transform: {
      filter: { code: 'import.meta.url' },
      handler(code, id) {
        const isOurs = id.startsWith(pageFolder) && this.environment.config.consumer === 'client';
        return isOurs ? { code: placedInFolder(code, address), map: null } : undefined;
      },
    },
    // For elements, which look for the bundle beside their script: in the built folder.
    transformIndexHtml: () =>
      integrity ? [{ tag: 'meta', attrs: { name: 'privet:integrity', content: integrity }, injectTo: 'head' }] : [],
    async writeBundle({ dir = resolve(config.root, config.build.outDir) }) {
      if (this.environment.config.consumer === 'server') return;
      await cp(built.files, join(dir, out), { recursive: true });
      if ((await integrityOf(join(dir, out))) === integrity) return;
      throw new Error(`privet: ${out} was built anew meanwhile, expected the bundle that the pages name: build again`);
    },
    buildEnd: () => endDev?.(),
  };
}
