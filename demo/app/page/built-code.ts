// What the build wrote into the page about its own code (src/fetching/checked-code/vite-plugin.ts): the hashes of the workers' scripts.
import { knowFiles } from '../../../src/fetching/checked-code/known-files.ts';

/** In a page that was not built there is none, and workers start by their addresses. */
export function knowBuiltCode(): void {
  const text = document.getElementById('built-code')?.textContent;
  if (text) knowFiles(document.baseURI, JSON.parse(text));
}
