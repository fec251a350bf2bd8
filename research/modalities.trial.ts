// Does an item tower that reads two kinds of vectors place new items better than one that reads either, and what is left where one is
// missing? MovieLens 1M: its own words (title, year, genres) as the text, and as a second modality what the film catalog knows of a film
// and ml-1m does not: director, distributor, rating board, kind of story and what it was made from, hashed into one vector. New items are
// the films of one fold that have such facts (src/pipeline/evaluation/cold-start.ts); films without them are read as if the vector were
// missing. Towers alone, without semantic IDs and regression, in 8 bits; only home lists are asked.
//
// npx tsx research/modalities.trial.ts --data FOLDER [--fold 0] [--seed 1] [--epochs 5]     (FOLDER as train:films takes it)

import { parseArgs } from 'node:util';
import { type Film, readFilms } from '../demo/films/cleaning/read-films.ts';
import { readMovieLens } from '../demo/films/training/film-training-data.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { roundedTowers } from '../src/pipeline/evaluation/tower-recommender.ts';
import { embedItems } from '../src/pipeline/training/embed.ts';
import { sessionOptions } from '../src/pipeline/training/session-options.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../src/pipeline/training/training-data.ts';
import { FACT_DIM, factVector } from '../src/text/hashed-vectors.ts';
import { type Modality, modalityVectors } from '../src/text/modalities.ts';
import { type Arm, parseArms, parseCount } from './training/changed-settings.ts';
import { readColdData } from './training/cold-data.ts';
import { coldLines, warmLine } from './training/cold-lines.ts';
import { type ArmItems, armItems, checkpointOf, itemsFor, trainArmParts } from './training/train-arm.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    fold: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '5' },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/ and joins/');
const fold = parseCount(options.fold, '--fold', 0);
const seed = parseCount(options.seed, '--seed', 0);
const epochs = parseCount(options.epochs, '--epochs');

const METADATA: Modality = { name: 'metadata', width: 1 + FACT_DIM };
const ARMS = parseArms(
  [
    'text alone: modalities=0, ids=0, regression=0, requestEpochs=0',
    'metadata alone: content=0, ids=0, regression=0, requestEpochs=0',
    'both: ids=0, regression=0, requestEpochs=0',
  ],
  [],
);

const { items: movies } = await readMovieLens(options.data, readFilms({ useRecords: false }).films);
const vectors = movies.map(({ film }) => ({ metadata: film && metadataOf(film) }));
const data = await readColdData(options.data, fold, seed, (item) => vectors[item]!.metadata !== undefined);
const { itemIds, isCold } = data;
if (itemIds.some((id, i) => movies[i]!.itemId !== id)) throw new Error('ml-1m is not first among the MovieLens items');

const { ort } = await loadOnnxRuntime();
const plain = await armItems(ort, data, seed);
const items: ArmItems = { ...plain, all: { ...plain.all, modalities: metadata(() => true) } };
const withoutForNew = metadata((item) => !isCold(item));
for (const arm of ARMS) await train(arm);

async function train(arm: Arm): Promise<void> {
  const checkpointFile = await checkpointOf('modalities', arm, `fold${fold}-seed${seed}`);
  const { config, int8, residuals } = await trainArmParts(ort, arm, items, data, { epochs, seed, checkpointFile });
  await measure(arm.name, arm, int8.embeddings);
  if (!arm.inputs.content || !arm.inputs.modalities) return;
  const read = itemsFor(arm.inputs, items.all, items.semanticIds, seed);
  const embed = { ort, config, sessionOptions: sessionOptions(DEFAULT_TRAINING_SETTINGS) };
  await measure(
    `${arm.name}, metadata of new items missing`,
    arm,
    await embedItems(embed, int8.itemTower, { ...read, modalities: withoutForNew }, residuals),
  );

  async function measure(variant: string, { inputs }: Arm, embeddings: Float32Array): Promise<void> {
    const source = { embeddings, embeddingDim: config.embeddingDim };
    const towers = await roundedTowers(variant, int8.userTowerBatch, source, ort);
    const measured = { bench: 'modalities', variant, changed: { ...inputs }, epochs, seed };
    for (const line of await coldLines(towers, data, measured, { fold })) console.log(line);
    console.log(await warmLine(towers, data, measured, { fold }));
    await towers.dispose();
  }
}

/** f32 [FACT_DIM]; undefined where the catalog knows none of it. */
function metadataOf({ details, facets }: Film): Float32Array | undefined {
  const facts = ['director', 'distributor'].flatMap((name) => details[name] ?? []);
  const tags = ['board', 'creativeType', 'source'].flatMap((name) => facets[name] ?? []);
  return factVector({ title: '', tags: [...facts, ...tags] });
}

/** The second modality of ml-1m's items, of those that are told. */
function metadata(isTold: (item: number) => boolean) {
  const own = itemIds.map((_, item) => (isTold(item) ? vectors[item]! : {}));
  return { layout: [METADATA], values: modalityVectors(plain.fields, [METADATA], own) };
}
