// Titles that people look for and a catalog lacks: found by the whole text, spaces, articles and one or two mistakes aside,
// with or without the year.
import { titleForms } from '../text/title-forms.ts';
import { distanceWithin } from './nearest-word.ts';

export interface MissingTitle {
  title: string;
  year?: number;
  /** Plain words of what kind it is. */
  kind: string;
}

/** Shorter titles must be typed as they are. */
const MISTAKE_LENGTH = 7;
const YEAR_BEHIND = /^(.*\S)\s+\(?(\d{4})\)?$/;

export function indexMissing(
  entries: readonly (readonly [string, number | null, string])[],
): (text: string) => MissingTitle | undefined {
  const byKey = new Map<string, MissingTitle[]>();
  /** Keys by their first letter and length, for misspelt ones. */
  const buckets = new Map<string, string[]>();
  for (const [title, year, kind] of entries) {
    const entry = { title, ...(year !== null && { year }), kind };
    for (const key of [titleForms(title).whole]) {
      const known = byKey.get(key);
      if (known) known.push(entry);
      else {
        byKey.set(key, [entry]);
        const bucket = key[0]! + key.length;
        buckets.set(bucket, [...(buckets.get(bucket) ?? []), key]);
      }
    }
  }
  return (text) => {
    const [, before, year] = YEAR_BEHIND.exec(text.trim()) ?? [];
    const plain = titleForms(text).whole;
    const found =
      byKey.get(plain) ?? byKey.get(titleForms(before ?? '').whole) ?? byKey.get(misspelt(plain) ?? '');
    return found?.find((entry) => entry.year === Number(year)) ?? found?.[0];
  };

  function misspelt(key: string): string | undefined {
    if (key.length < MISTAKE_LENGTH) return undefined;
    for (const length of [key.length, key.length - 1, key.length + 1]) {
      const near = buckets.get(key[0]! + length)?.find((other) => distanceWithin(key, other, 1) !== undefined);
      if (near) return near;
    }
    return undefined;
  }
}
