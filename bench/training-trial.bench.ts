// What is one setting of training worth? A short run on MovieLens 1M with some settings changed, judged on the validation targets of
// all users (full ranking, seen masked, f32): never on the test targets. Runs of different length don't compare, since the
// learning rate falls to the end of each.
//
// npx tsx bench/training-trial.bench.ts --data FOLDER [--epochs 8] [--set horizonDecay=0.6 --set averaging=0.995] [--size numLayers=3]

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/commands/onnx-runtime.ts';
import { buildTextEncoder } from '../src/pipeline/encoder/build-text-encoder.ts';
import { createContentEncoder } from '../src/pipeline/encoder/content-encoder.ts';
import { readUseLiteVocabulary } from '../src/pipeline/encoder/use-lite-package.ts';
import { readFilms } from '../src/pipeline/films/read-films.ts';
import { DEFAULT_TOWER_CONFIG } from '../src/pipeline/models/tower-config.ts';
import { readMovieLens, trainingItems, wordings } from '../src/pipeline/training/film-training-data.ts';
import { trainTowers } from '../src/pipeline/training/train-towers.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../src/pipeline/training/training-data.ts';
import { createTokenizer } from '../src/text/sentencepiece.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    epochs: { type: 'string', default: '8' },
    set: { type: 'string', multiple: true, default: [] },
    size: { type: 'string', multiple: true, default: [] },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');

/** `name=number` pairs, each name one of the defaults'. */
function changes<T extends object>(pairs: readonly string[], defaults: T): Partial<T> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', value] = pair.split('=');
      if (!(name in defaults) || !Number.isFinite(Number(value ?? 'x')))
        throw new Error(
          `'${pair}' is no setting, expected name=number with one of ${Object.keys(defaults).join(', ')}`,
        );
      return [name, Number(value)];
    }),
  ) as Partial<T>;
}

const changedSettings = changes(options.set, DEFAULT_TRAINING_SETTINGS);
const changedSizes = changes(options.size, DEFAULT_TOWER_CONFIG);
const settings = { ...DEFAULT_TRAINING_SETTINGS, ...changedSettings, epochs: Number(options.epochs) };
const config = { ...DEFAULT_TOWER_CONFIG, ...changedSizes };

const { ort } = await loadOnnxRuntime();
const movieLens = await readMovieLens(options.data, readFilms().films);
const encoder = await createContentEncoder({
  ort,
  bytes: await buildTextEncoder({ quantized: true }),
  tokenizer: createTokenizer(await readUseLiteVocabulary()),
  cacheFolder: fileURLToPath(new URL('../.cache/content-vectors', import.meta.url)),
});
const vectors: Float32Array[] = [];
for (const texts of wordings(movieLens, settings.seed)) vectors.push(await encoder.encode(texts));
await encoder.dispose();

const [log] = movieLens.logs;
await trainTowers({
  ort,
  config,
  items: trainingItems(movieLens, vectors),
  logs: [log!],
  settings,
  validateEvery: settings.epochs,
  validationUsers: log!.numUsers,
  onProgress: ({ epoch, step, totalSteps, loss, elapsedMs, remainingMs, validation }) => {
    const minutes = (ms: number) => Number((ms / 60_000).toFixed(1));
    if (validation) {
      const { recall10, ndcg10 } = validation[log!.name]!;
      const figures = { recall10, ndcg10, loss, minutes: minutes(elapsedMs) };
      console.log(
        JSON.stringify({
          command: 'bench',
          bench: 'training-trial',
          epochs: epoch,
          changed: { ...changedSettings, ...changedSizes },
          users: log!.numUsers,
          ...figures,
        }),
      );
    } else if (step % 100 === 0) {
      console.error(`step ${step} of ${totalSteps}, loss ${loss.toFixed(3)}, ${minutes(remainingMs)} min left`);
    }
  },
});
