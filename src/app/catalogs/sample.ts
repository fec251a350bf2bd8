// The sample that own catalogs can be tried with. It is fetched with all else, so that trying it asks the host for nothing.

export const SAMPLE = { url: 'samples/recipes.jsonl', fileName: 'recipes.jsonl', name: 'Recipes of the world' };

let sample: Blob | undefined;

/** @throws TypeError where the network is away, Error where the host has none */
export async function loadSample(): Promise<Blob> {
  if (sample) return sample;
  const response = await fetch(SAMPLE.url);
  if (!response.ok) throw new Error(`The sample could not be fetched (HTTP status ${response.status}). Try again.`);
  sample = await response.blob();
  return sample;
}
