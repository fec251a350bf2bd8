// What the pages of a site share, told from some of them: the site's name in titles, lines of text and pictures that
// stand on many pages, and whether most pages are about one thing that can be had or read.

import type { HtmlPage } from './html-page.ts';
import type { InputFile } from './input-folder.ts';
import { typeOf, whyNoItem } from './page-kind.ts';

/** Looked at, taken evenly from all. */
const MAX_LOOKED = 2000;
/** What stands on so many pages, and on this share of them, is no page's own. */
const MIN_REPEATS = 3;
const MIN_REPEATED_SHARE = 0.1;
/** Of titles that begin or end alike; of pages that are items. */
const HALF = 0.5;
const BETWEEN = /\s+[-–—|·•»/]+\s+|\s*::\s*|:\s+|\s*\|\s*/;

export interface SiteLook {
  /** @param kind  `line`, or the name of a meta tag */
  isRepeated(kind: string, text: string | undefined): boolean;
  withoutName(title: string): string;
  /** Of pages that may be items most say of what type: others are about the site. */
  isOfItems: boolean;
}

/** Of all files those that are enough to know the site. */
export function lookedAt(files: readonly InputFile[]): InputFile[] {
  const step = Math.max(1, files.length / MAX_LOOKED);
  return Array.from({ length: Math.min(files.length, MAX_LOOKED) }, (_, i) => files[Math.floor(i * step)]!);
}

export async function lookAtSite(
  files: readonly InputFile[],
  pageOf: (file: InputFile) => Promise<HtmlPage | undefined>,
): Promise<SiteLook> {
  const counts = new Map<string, number>();
  const names = new Map<string, number>();
  let [numPages, numItems, numTyped] = [0, 0, 0];
  for (const file of files) {
    const page = await pageOf(file);
    if (!page || page.isRedirect) continue;
    numPages++;
    if (!whyNoItem(page)) {
      numItems++;
      if (typeOf(page)) numTyped++;
    }
    for (const key of keysOf(page)) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const name of endsOf(page.title)) names.set(name, (names.get(name) ?? 0) + 1);
  }
  const minRepeats = Math.max(MIN_REPEATS, MIN_REPEATED_SHARE * numPages);
  const repeated = new Set([...counts].flatMap(([key, count]) => (count >= minRepeats ? [key] : [])));
  const shared = [...names].filter(([, count]) => count >= 2 && count >= HALF * numPages).map(([name]) => name);
  return {
    isRepeated: (kind, text) => text !== undefined && repeated.has(`${kind} ${text}`),
    withoutName: (title) => shared.reduce(withoutEnd, title),
    isOfItems: numTyped >= HALF * numItems && numTyped > 1,
  };
}

/** Once a page. */
function keysOf({ lines, meta }: HtmlPage): Set<string> {
  const metaKeys = ['description', 'og:description', 'og:image', 'twitter:image'].flatMap((name) => {
    const content = meta.get(name);
    return content ? [`${name} ${content}`] : [];
  });
  return new Set([...lines.map((line) => `line ${line}`), ...metaKeys]);
}

/** What stands before the first or after the last sign that parts a title. */
function endsOf(title: string | undefined): Set<string> {
  const parts = title?.split(BETWEEN) ?? [];
  return new Set(parts.length > 1 ? [parts[0]!, parts.at(-1)!].filter(Boolean) : []);
}

function withoutEnd(title: string, name: string): string {
  const [before, after] = [title.slice(0, -name.length), title.slice(name.length)];
  if (title.endsWith(name) && /[-–—|·•»/:]\s*$/.test(before)) return before.replace(/[\s\-–—|·•»/:]+$/, '') || title;
  if (title.startsWith(name) && /^\s*[-–—|·•»/:]/.test(after)) return after.replace(/^[\s\-–—|·•»/:]+/, '') || title;
  return title;
}
