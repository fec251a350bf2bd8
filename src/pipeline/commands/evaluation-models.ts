// The models that `privet evaluate` compares, made one after another in the order in which they are reported.

import type { OrtModule } from '../../towers/session.ts';
import { fitBlend } from '../evaluation/baselines/blend.ts';
import { fitEase } from '../evaluation/baselines/ease.ts';
import type { FitOptions } from '../evaluation/baselines/fitting.ts';
import { fitItemKnn } from '../evaluation/baselines/item-knn.ts';
import { fitPopularity } from '../evaluation/baselines/popularity.ts';
import { fitTransitions } from '../evaluation/baselines/transitions.ts';
import { type OpenBundle, openBundle } from '../evaluation/open-bundle.ts';
import type { Recommender, ScoringRecommender } from '../evaluation/recommender.ts';
import type { Split } from '../evaluation/split.ts';
import {
  FLOAT_FOLDER,
  openFloatTowers,
  openInt8Towers,
  openTowersWithTable,
  TOWERS_WITH_TABLE,
  type TowerRecommender,
} from '../evaluation/tower-recommender.ts';
import { InputError } from '../input/input-error.ts';
import { type EvaluationTraining, trainForEvaluation } from './train-for-evaluation.ts';

export const MODEL_NAMES = [
  'privet-int8',
  TOWERS_WITH_TABLE,
  'privet-f32',
  'popularity',
  'item-knn',
  'ease',
  'transitions',
  'transitions+ease',
] as const;
export type ModelName = (typeof MODEL_NAMES)[number];
type TowerName = Extract<ModelName, `privet-${string}`>;
type BaselineName = Exclude<ModelName, TowerName>;

export interface OpenModelsOptions extends EvaluationTraining {
  options: EvaluationTraining['options'] & { bundle?: string; models?: ModelName[] };
  /** `fileSplit` in the evaluator's item numbers. */
  split: Split;
  /** Item ids by the evaluator's numbers. */
  itemIds: readonly string[];
}

/** Yields the chosen models; each is released when the next is asked for. */
export async function* openModels(context: OpenModelsOptions): AsyncGenerator<Recommender> {
  const names: readonly ModelName[] = context.options.models ?? MODEL_NAMES;
  const towers = names.filter(isTower);
  if (towers.length > 0) yield* openTowers(towers, context);
  const fitModel = baselineFitter(context);
  for (const name of names) {
    if (!isTower(name)) yield await fitModel(name);
  }
}

const isTower = (name: ModelName): name is TowerName => name.startsWith('privet-');

interface TowerModel {
  /** Undefined where the bundle lacks the part. */
  open(bundle: OpenBundle, itemIds: readonly string[], ort: OrtModule): Promise<TowerRecommender | undefined>;
  part: string;
  expected: string;
}

const TOWERS: Record<TowerName, TowerModel> = {
  'privet-int8': { open: openInt8Towers, part: 'towers', expected: 'a bundle with towers' },
  [TOWERS_WITH_TABLE]: {
    open: openTowersWithTable,
    part: 'item-to-item table',
    expected: 'a bundle with one, as privet build makes it from a log',
  },
  'privet-f32': {
    open: openFloatTowers,
    part: 'f32 towers',
    expected: `a bundle with towers in f32 (folder ${FLOAT_FOLDER}), as training for evaluation writes it`,
  },
};

async function* openTowers(names: readonly TowerName[], context: OpenModelsOptions): AsyncGenerator<Recommender> {
  const { ort, itemIds, options, terminal } = context;
  const folder = options.bundle ?? (await trainForEvaluation(context));
  const bundle = await openBundle(folder);
  for (const name of names) {
    const { open, part, expected } = TOWERS[name];
    const model = await open(bundle, itemIds, ort);
    if (model === undefined) {
      if (options.models) throw new InputError({ file: folder, found: `no ${part}`, expected });
      terminal.note(`${name} is left out: the bundle has no ${part}`);
      continue;
    }
    try {
      yield model;
    } finally {
      await model.dispose();
    }
  }
}

/** Fits baselines by name; EASE and transitions are fitted once, whoever asks for them. */
function baselineFitter(context: OpenModelsOptions): (name: BaselineName) => Promise<Recommender> {
  const { split, ort } = context;
  const fitted = new Map<BaselineName, ScoringRecommender>();
  const fitters: Record<BaselineName, (options: FitOptions) => ScoringRecommender | Promise<ScoringRecommender>> = {
    popularity: () => fitPopularity(split.train),
    'item-knn': (options) => fitItemKnn(split.train, options),
    ease: (options) => fitEase(split.train, ort, options),
    transitions: (options) => fitTransitions(split.train, options),
    'transitions+ease': async (options) =>
      fitBlend(await fitModel('transitions'), await fitModel('ease'), split, options),
  };
  async function fitModel(name: BaselineName): Promise<ScoringRecommender> {
    const known = fitted.get(name);
    if (known) return known;
    const bar = context.terminal.progress(`fitting ${name}`);
    const fitting = Promise.resolve(fitters[name]({ signal: context.signal, onProgress: bar.update }));
    const model = await fitting.finally(bar.stop);
    fitted.set(name, model);
    return model;
  }
  return fitModel;
}
