// The languages whose sentences are read, each by its pack. Which one reads is said by the locale of a language file.
import { ENGLISH } from './english/pack.ts';
import type { LanguagePack } from './reading-pack.ts';

/** By primary language subtag (RFC 5646): `en` reads for `en-GB` as well. */
const PACKS: ReadonlyMap<string, LanguagePack> = new Map([['en', ENGLISH]]);

/** Undefined where there is no pack for the language yet. */
export function packOf(locale: string): LanguagePack | undefined {
  return PACKS.get(locale.split(/[-_]/)[0]!.toLowerCase());
}
