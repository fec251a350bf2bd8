import type { Item } from '../items/item.ts';
import { NAMELESS_WORDS } from '../language/english/stop-words.ts';
import { codebookSizes } from '../semantic-ids/codebook-sizes.ts';
import { fitWithTerms, type SemanticIds } from '../semantic-ids/fit-semantic-ids.ts';
import { titleWords } from '../text/hash-words.ts';

/** Rows that codebooks are learned from, and rounds: more would take long and change little. */
const LEARNING = { sampleSize: 3000, iterations: 6 };
/** Groups that a person can look through; the rule for catalogs would make more. */
const MAX_GROUPS = 32;
/** Shorter words say little. */
const MIN_WORD_CHARS = 4;

export interface GroupedItems extends SemanticIds {
  /** Name of each item's group; undefined where its items have nothing in common that can be said. */
  groups: (string | undefined)[];
}

/** @param content  f32 [items.length, 256] */
export function groupItems(items: readonly Item[], content: Float32Array, seed: number): GroupedItems {
  const { numLevels, codebookSize } = codebookSizes(items.length);
  const ids = items.map(({ id }) => id);
  const options = { ...LEARNING, numLevels, codebookSize: Math.min(codebookSize, MAX_GROUPS), seed };
  const semanticIds = fitWithTerms(ids, content, termsOf(items), options);
  const { codes, codebooks } = semanticIds;
  const ofFirstCodes = codebooks.labels.filter(({ prefix }) => prefix.length === 1);
  const names = new Map(ofFirstCodes.map(({ prefix, label }) => [prefix[0], label]));
  return { ...semanticIds, groups: items.map((_, i) => names.get(codes[i * numLevels]!)) };
}

/** What a person would call a group by: values of columns where there are any, else words of titles and texts. */
function termsOf(items: readonly Item[]): string[][] {
  const values = items.map(({ fields }) => [...(fields.genres ?? []), ...(fields.tags ?? [])]);
  const numWithValues = values.filter((terms) => terms.length > 0).length;
  if (numWithValues > items.length / 2) return values;
  return items.map(({ title, fields: { description = '' } }, i) => [
    ...values[i]!,
    ...tellingWords(`${title} ${description}`),
  ]);
}

function tellingWords(text: string): string[] {
  return titleWords(text).filter(
    (word) => word.length >= MIN_WORD_CHARS && !NAMELESS_WORDS.has(word) && !/^\d+$/.test(word),
  );
}
