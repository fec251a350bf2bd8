// The sample that own catalogs can be tried with. It is fetched with all else, so that trying it asks the host for nothing.

import { fetchChecked } from '../../../src/fetching/checked-code/code-files.ts';
import { knownFile } from '../../../src/fetching/checked-code/known-files.ts';
import { readBody } from '../../../src/fetching/read-body.ts';
import { ToldError } from '../state/words.ts';

export const SAMPLE = { url: 'samples/recipes.jsonl', fileName: 'recipes.jsonl', name: 'Recipes of the world' };

const MAX_SAMPLE_BYTES = 4_000_000;
let sample: Blob | undefined;

/** @throws as `fetchChecked`, which compares the sample of a built app with its hash */
export async function loadSample(): Promise<Blob> {
  if (sample) return sample;
  const known = knownFile(SAMPLE.fileName);
  if (known) return (sample = new Blob([await fetchChecked(known.url, known.integrity)]));
  const response = await fetch(SAMPLE.url);
  if (!response.ok) throw new ToldError('The sample could not be fetched. Try again in a moment.');
  const { bytes, isWhole } = await readBody(response, MAX_SAMPLE_BYTES);
  if (!isWhole) throw new ToldError('The sample is larger than it should be, and is not used.');
  return (sample = new Blob([bytes]));
}
