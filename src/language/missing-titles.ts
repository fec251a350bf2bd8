// Titles that people look for and a catalog lacks: found by the whole text, spaces, articles and one or two mistakes aside,
// with or without the year.
import { titleForms } from '../text/title-forms.ts';
import { distanceWithin } from './nearest-word.ts';

export type FindMissing = (text: string, isTitle: (text: string) => boolean) => MissingTitle | undefined;

export interface MissingTitle {
  title: string;
  year?: number;
  /** Plain words of what kind it is. */
  kind: string;
}

/** Shorter titles must be typed as they are. */
const MISTAKE_LENGTH = 9;
/** "Poltergeist 2", "jaws 3d", "home alone part 4". */
const SEQUEL = /^(.*?\S)\s+(?:part\s+|volume\s+|vol\s+)?(?:[2-9]d?|ii|iii|iv|v|vi|vii|viii)$/i;
const REMAKE = /^(.*\S)\s+(?:remake|reboot|sequel)$/i;
const YEAR_BEHIND = /^(.*\S)\s+\(?(\d{4})\)?$/;

/**
 * @returns what a text names that is not here: one of the entries, or a sequel or remake of what is here (`isTitle`) that
 *   is not
 */
export function indexMissing(entries: readonly (readonly [string, number | null, string])[]): FindMissing {
  const byKey = new Map<string, MissingTitle[]>();
  /** Keys by their first letter and length, for misspelt ones. */
  const buckets = new Map<string, string[]>();
  for (const [title, year, kind] of entries) {
    const entry = { title, ...(year !== null && { year }), kind };
    const key = titleForms(title).whole;
    // "???" has no word, and would be found by every text that has none.
    if (key === '') continue;
    const known = byKey.get(key);
    if (known) known.push(entry);
    else {
      byKey.set(key, [entry]);
      const bucket = key[0]! + key.length;
      buckets.set(bucket, [...(buckets.get(bucket) ?? []), key]);
    }
  }
  return (text, isTitle) => {
    const sequel = SEQUEL.exec(text.trim());
    if (sequel && isTitle(sequel[1]!)) return { title: text.trim(), kind: sequel[1]! };
    const remake = REMAKE.exec(text.trim())?.[1] ?? YEAR_BEHIND.exec(text.trim())?.[1];
    if (remake && isTitle(remake)) return byText(text) ?? { title: text.trim(), kind: remake };
    return byText(text);
  };

  function byText(text: string): MissingTitle | undefined {
    const [, before, year] = YEAR_BEHIND.exec(text.trim()) ?? [];
    const plain = titleForms(text).whole;
    const found = byKey.get(plain) ?? byKey.get(titleForms(before ?? '').whole) ?? byKey.get(misspelt(plain) ?? '');
    return found?.find((entry) => entry.year === Number(year)) ?? found?.[0];
  }

  function misspelt(key: string): string | undefined {
    if (key.length < MISTAKE_LENGTH) return undefined;
    for (const length of [key.length, key.length - 1, key.length + 1]) {
      const near = buckets.get(key[0]! + length)?.find((other) => distanceWithin(key, other, 1) !== undefined);
      if (near) return near;
    }
    return undefined;
  }
}
