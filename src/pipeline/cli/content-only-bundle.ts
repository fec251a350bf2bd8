// `evaluate --content-only`: the bundle that a site without logs would get, made from the items file alone. Nothing of
// the log enters it; with `popularity` one column does, the counts of the training part, as a site that counts sales
// without tracking anyone has them. Ratings and votes of the items file are left out of both: they may have been
// counted on what is held out. It brings content vectors beside what such a bundle has, for the baselines that are made of
// them: no list hears them.

import { join } from 'node:path';
import { siteFeatures } from '../../items/site-features.ts';
import { itemPopularity } from '../evaluation/segments.ts';
import { buildContentOnlyBundle } from '../site/site-bundle.ts';
import type { EvaluationTraining } from './train-for-evaluation.ts';

/** @returns the bundle's folder */
export async function contentOnlyBundle(evaluation: EvaluationTraining, withPopularity: boolean): Promise<string> {
  const { ort, input, fileSplit, options, terminal, signal } = evaluation;
  const numItems = input.items.length;
  const outDir = join(options.cache, 'evaluation', withPopularity ? 'content-only-popularity' : 'content-only');
  const popularity = withPopularity ? itemPopularity(fileSplit.train) : new Uint32Array(numItems);
  const meanStars = new Float64Array(numItems).fill(Number.NaN);
  await buildContentOnlyBundle({
    ort,
    input,
    features: siteFeatures(input.items, { popularity, meanStars }),
    outDir,
    name: 'content only',
    semanticSearch: true,
    seed: options.seed,
    cacheDir: options.cache,
    terminal,
    signal,
  });
  return outDir;
}
