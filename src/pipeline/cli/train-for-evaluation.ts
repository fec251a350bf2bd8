// Without `--bundle`, `evaluate` trains one on the training part of the split. It goes into a folder named after all
// that it depends on, so that the next run with the same input finds it, and an interrupted one goes on from its
// checkpoint.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Items } from '../../items/item.ts';
import type { OrtModule } from '../../towers/session.ts';
import { codeFingerprint } from '../code/code-fingerprint.ts';
import { refitSplit, type Split } from '../evaluation/split.ts';
import { readManifest } from '../input/read-bundle-folder.ts';
import { buildTrainedBundle } from '../site/site-bundle.ts';
import { siteTraining } from '../site/site-training.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface EvaluationTraining {
  ort: OrtModule;
  input: Items;
  /** Over rows of the items file. */
  fileSplit: Split;
  options: { items: string; interactions: string; seed: number; cache: string; epochs?: number; refit?: boolean };
  terminal: Terminal;
  signal: AbortSignal;
}

/** @returns the bundle's folder */
export async function trainForEvaluation(training: EvaluationTraining): Promise<string> {
  const { ort, input, fileSplit, options, terminal, signal } = training;
  const name = await fingerprint(training);
  const outDir = join(options.cache, 'evaluation', options.refit ? `${name}-refit` : name);
  if (await readManifest(outDir).catch(() => undefined)) {
    terminal.note(`using the bundle that an earlier run trained on this input: ${outDir}`);
    return outDir;
  }
  terminal.note(`no --bundle: training towers on the training part of the split, into ${outDir}`);
  await buildTrainedBundle({
    ort,
    input,
    training: siteTraining(input.items, fileSplit),
    ...(options.refit && { refit: siteTraining(input.items, refitSplit(fileSplit)) }),
    outDir,
    name: 'evaluation',
    seed: options.seed,
    settings: options.epochs === undefined ? {} : { epochs: options.epochs },
    cacheDir: options.cache,
    // The part before the refit is the same with it and without.
    checkpointFile: join(options.cache, 'evaluation', `${name}.checkpoint`),
    withFloat: true,
    terminal,
    signal,
  });
  return outDir;
}

async function fingerprint({ input, fileSplit, options }: EvaluationTraining): Promise<string> {
  const { seed, epochs } = options;
  const hash = createHash('sha256').update(JSON.stringify({ items: input.items, seed, epochs }));
  const { offsets, items, eventTypes, timestamps, contexts = [] } = fileSplit.train;
  const contextColumns = contexts.map(({ numbers }) => numbers);
  for (const column of [offsets, items, eventTypes, timestamps, ...contextColumns]) hash.update(column);
  const targets = fileSplit.validation.map(({ targetEvent }) => fileSplit.log.items[targetEvent]);
  hash.update(JSON.stringify(targets));
  hash.update(await codeFingerprint([fileURLToPath(import.meta.url)]));
  return hash.digest('hex').slice(0, 16);
}
