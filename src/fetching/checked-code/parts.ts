// How a checked script finds what it imports. A script that runs from a Blob has no address of its own, and what it would
// import by an address would not be checked: so its addresses are put in before it runs, and `import()` goes through
// `importPart` (as es-module-shims does for browsers without import maps).
import type { Seal } from './read-checked.ts';

/** Of a script's parts, by the name in the script: their hashes and lengths. */
export type PartHashes = Readonly<Record<string, Seal>>;

/** The build writes the hashes into a worker's script, as its first line. */
const FIRST_LINE = /^\/\/parts (\{.*\})\n/;

/** What `importPart` is called in a script. */
export const IMPORT_PART = 'privetImportPart';

export function withPartHashes(script: string, hashes: PartHashes): string {
  return `//parts ${JSON.stringify(hashes)}\n${script}`;
}

/** Of a script that the build did not write: none. */
export function partHashesOf(script: string): PartHashes {
  const [, json] = FIRST_LINE.exec(script) ?? [];
  return json ? JSON.parse(json) : {};
}

const STATIC_IMPORT = /((?:\bfrom|\bimport)\s*)(["'`])\.\/([\w.-]+)\2/g;
const DYNAMIC_IMPORT = /\bimport\(\s*(["'`])\.\/([\w.-]+)\1\s*\)/g;
const FILE_BESIDE = /new URL\(\s*(["'`])(?:\.\/)?([\w.-]+)\1\s*,\s*import\.meta\.url/g;

/** Names of what a script imports before it runs. */
export function staticImportsOf(script: string): string[] {
  return distinct([...script.matchAll(STATIC_IMPORT)].map(([, , , name]) => name!));
}

/** Names of all that a script names as bundlers write it: what it imports, and files beside it. */
export function namedIn(script: string): string[] {
  const others = [DYNAMIC_IMPORT, FILE_BESIDE].flatMap((form) => [...script.matchAll(form)].map(([, , name]) => name!));
  return distinct([...staticImportsOf(script), ...others]);
}

/**
 * A script as it runs from a Blob.
 *
 * @param url        its own address, absolute
 * @param hashes     of all parts: other names are left as they are
 * @param addresses  by name, of what it imports before it runs
 */
export function readyToRun(
  script: string,
  url: string,
  hashes: PartHashes,
  addresses: ReadonlyMap<string, string>,
): string {
  return script
    .replace(DYNAMIC_IMPORT, (whole, _, name) =>
      Object.hasOwn(hashes, name) ? `${IMPORT_PART}(${JSON.stringify(name)})` : whole,
    )
    .replace(STATIC_IMPORT, (whole, word, _, name) => {
      const address = addresses.get(name);
      return address ? word + JSON.stringify(address) : whole;
    })
    .replaceAll('import.meta.url', JSON.stringify(url));
}

const distinct = (names: string[]): string[] => [...new Set(names)];
