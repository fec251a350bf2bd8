// What pages get from the plugin: the module `virtual:privet`, which needs no addresses, and the package's own files,
// told that they lie in the built folder. There are the worker and the bundle that the SDK and the elements look for.
import { BUNDLE_FOLDER } from './built-folder.ts';

export const VIRTUAL_MODULE = 'virtual:privet';

/** Where the folder is for a page: a JavaScript expression each. */
export interface FolderAddress {
  /** A URL of some file in it, whole. */
  file: string;
  /** The bundle's, with a slash at its end; relative to the page's origin where that is possible. */
  bundle: string;
}

/** @param folder  the folder's address with a slash at its end, from the page's origin or whole */
export function fixedAddress(folder: string): FolderAddress {
  return {
    file: `new URL(${JSON.stringify(`${folder}privet.js`)}, location.href).href`,
    bundle: JSON.stringify(`${folder}${BUNDLE_FOLDER}/`),
  };
}

/** @param file  an expression that gives the URL of a file in the folder */
export function addressBeside(file: string): FolderAddress {
  return { file, bundle: `new URL(${JSON.stringify(`./${BUNDLE_FOLDER}/`)}, ${file}).href` };
}

/**
 * @param integrity  of the manifest; undefined for code of a server, which opens none, and in dev
 * @param isDev      bundles change then: what was kept of one would be shown once more before the new one
 */
export function virtualModule({ bundle }: FolderAddress, integrity: string | undefined, isDev: boolean): string {
  return `import { openPrivet as open } from 'privet';
export const bundleUrl = ${bundle};
export const integrity = ${JSON.stringify(integrity)};
export const openPrivet = (options) => open(bundleUrl, { integrity, ...options${isDev ? ', keepFiles: false' : ''} });
`;
}

/** The code of a file of the package, which then takes the folder for the one that it lies in. */
export function placedInFolder(code: string, { file }: FolderAddress): string {
  return code.replaceAll('import.meta.url', `(${file})`);
}
