// The models that `privet evaluate` compares, made one after another in the order in which they are reported.

import { InputError } from '../../errors.ts';
import { CONTENT_DIM } from '../../formats/vocabulary.ts';
import { dequantizeContent } from '../../numerics/quantize.ts';
import { selectRows } from '../../numerics/select-rows.ts';
import { type Blend, blendOf, fitBlend } from '../closed-form/blend.ts';
import { contentMean, logPopularity } from '../closed-form/content-mean.ts';
import { fitEase } from '../closed-form/ease.ts';
import type { FitOptions } from '../closed-form/fitting.ts';
import { fitItemKnn } from '../closed-form/item-knn.ts';
import { fitPopularity } from '../closed-form/popularity.ts';
import { fitTransitions } from '../closed-form/transitions.ts';
import type { Recommender, ScoringRecommender } from '../evaluation/recommender.ts';
import { refitSplit, type Split } from '../evaluation/split.ts';
import {
  bundleRows,
  FLOAT_FOLDER,
  openFloatTowers,
  openInt8Towers,
  openTowersWithTable,
  TOWERS_WITH_TABLE,
  type TowerRecommender,
} from '../evaluation/tower-recommender.ts';
import { type OpenBundle, openBundle, readContent } from '../input/read-bundle-folder.ts';
import { contentOnlyBundle } from './content-only-bundle.ts';
import { type EvaluationTraining, trainForEvaluation } from './train-for-evaluation.ts';

export const MODEL_NAMES = [
  'privet-int8',
  TOWERS_WITH_TABLE,
  'privet-f32',
  'privet-int8+popularity',
  'popularity',
  'content-mean',
  'content-mean+popularity',
  'item-knn',
  'ease',
  'transitions',
  'transitions+ease',
] as const;
export type ModelName = (typeof MODEL_NAMES)[number];
type TowerName = Extract<ModelName, `privet-${string}`>;
type BaselineName = Exclude<ModelName, TowerName>;

interface OpenModelsOptions extends EvaluationTraining {
  options: EvaluationTraining['options'] & { bundle?: string; contentOnly?: boolean; models?: ModelName[] };
  /** `fileSplit` in the evaluator's item numbers. */
  split: Split;
  /** Item ids by the evaluator's numbers. */
  itemIds: readonly string[];
}

interface Context extends OpenModelsOptions {
  /** The bundle that is measured; made or trained when it is first asked for. */
  bundle(): Promise<OpenBundle>;
}

/** Yields the chosen models; each is released when the next is asked for. */
export async function* openModels(options: OpenModelsOptions): AsyncGenerator<Recommender> {
  let bundle: Promise<OpenBundle> | undefined;
  const context: Context = { ...options, bundle: () => (bundle ??= openMeasuredBundle(options)) };
  const fitModel = baselineFitter(context);
  for (const name of options.options.models ?? defaultModels(options.options)) {
    const model = isTower(name) ? await openTowers(name, context) : await fitModel(name);
    if (model === undefined) continue;
    try {
      yield model;
    } finally {
      if ('dispose' in model) await (model as TowerRecommender).dispose();
    }
  }
}

/** All; but means of content, the slowest to rank, say nothing beside towers that were trained on the log. */
function defaultModels({ bundle, contentOnly }: OpenModelsOptions['options']): readonly ModelName[] {
  const isTrained = bundle === undefined && !contentOnly;
  return isTrained ? MODEL_NAMES.filter((name) => !name.startsWith('content-mean')) : MODEL_NAMES;
}

async function openMeasuredBundle(context: OpenModelsOptions): Promise<OpenBundle> {
  const { bundle, contentOnly } = context.options;
  return openBundle(
    bundle ?? (contentOnly ? await contentOnlyBundle(context, false) : await trainForEvaluation(context)),
  );
}

const isTower = (name: ModelName): name is TowerName => name.startsWith('privet-');

/** Undefined where there are none and nobody asked for them by name. */
async function openTowers(name: TowerName, context: Context): Promise<TowerRecommender | undefined> {
  const { ort, itemIds } = context;
  if (name === 'privet-int8+popularity') return openWithPopularity(context);
  const bundle = await context.bundle();
  if (name === 'privet-int8') return openInt8Towers(bundle, itemIds, ort);
  if (name === TOWERS_WITH_TABLE) {
    const expected = 'a bundle with one, as privet build makes it from a log';
    const withTable = await openTowersWithTable(bundle, itemIds, ort);
    const reason = 'the bundle has no item-to-item table';
    return withTable ?? leftOut(name, { found: 'no item-to-item table', expected }, reason, context);
  }
  const model = await openFloatTowers(bundle, itemIds, ort);
  const expected = `a bundle with towers in f32 (folder ${FLOAT_FOLDER}), as training for evaluation writes it`;
  return model ?? leftOut(name, { found: 'no f32 towers', expected }, 'the bundle has no towers in f32', context);
}

/** All that a content-only bundle serves, with one column of the log; with any other bundle it would be no other model. */
async function openWithPopularity(context: Context): Promise<TowerRecommender | undefined> {
  const { ort, itemIds, options } = context;
  if (options.contentOnly) {
    const bundle = await openBundle(await contentOnlyBundle(context, true));
    const served = await openTowersWithTable(bundle, itemIds, ort);
    return { ...(served ?? (await openInt8Towers(bundle, itemIds, ort))), name: 'privet-int8+popularity' };
  }
  if (options.models === undefined) return undefined;
  const found = 'privet-int8+popularity among the models';
  throw new InputError({ file: '--models', found, expected: 'it with --content-only alone' });
}

/** @throws InputError where the model was asked for by name */
async function leftOut(
  name: ModelName,
  problem: { found: string; expected: string },
  reason: string,
  { options, terminal, bundle }: Context,
): Promise<undefined> {
  if (options.models) throw new InputError({ file: (await bundle()).folder, ...problem });
  terminal.note(`${name} is left out: ${reason}`);
}

/**
 * Fits baselines by name, each once, whoever asks for it; undefined where the bundle lacks what it needs. With `refit`
 * they are fitted again on all that comes before the test part, and blends keep the weight that validation chose.
 */
function baselineFitter(context: Context): FitBaseline {
  const fitOnTraining = fitterOn(context, (first, second, options) => fitBlend(first, second, context.split, options));
  if (!context.options.refit) return fitOnTraining;
  const refitted = { ...context, split: refitSplit(context.split) };
  return fitterOn(refitted, async (first, second) => {
    const { weight } = (await fitOnTraining(`${first.name}+${second.name}` as BaselineName)) as Blend;
    return blendOf(first, second, weight);
  });
}

type Fitted = ScoringRecommender | undefined;
type FitBaseline = (name: BaselineName) => Promise<Fitted>;

/** @param blend  of two fitted models */
function fitterOn(
  context: Context,
  blend: (first: ScoringRecommender, second: ScoringRecommender, options: FitOptions) => Promise<Blend>,
): FitBaseline {
  const { split, ort } = context;
  const fitted = new Map<BaselineName, Fitted>();
  const fitters: Record<BaselineName, (options: FitOptions) => Fitted | Promise<Fitted>> = {
    popularity: () => fitPopularity(split.train),
    'content-mean': () => fitContentMean(context),
    'content-mean+popularity': async (options) => {
      const content = await fitModel('content-mean');
      return content && blend(content, logPopularity(split.train), options);
    },
    'item-knn': (options) => fitItemKnn(split.train, options),
    ease: (options) => fitEase(split.train, ort, options),
    transitions: (options) => fitTransitions(split.train, options),
    'transitions+ease': async (options) => blend((await fitModel('transitions'))!, (await fitModel('ease'))!, options),
  };
  async function fitModel(name: BaselineName): Promise<Fitted> {
    if (fitted.has(name)) return fitted.get(name);
    const bar = context.terminal.progress(`fitting ${name}`);
    const fitting = Promise.resolve(fitters[name]({ signal: context.signal, onProgress: bar.update }));
    const model = await fitting.finally(bar.stop);
    fitted.set(name, model);
    return model;
  }
  return fitModel;
}

/** Over the content vectors of the measured bundle. */
async function fitContentMean(context: Context): Promise<ScoringRecommender | undefined> {
  const bundle = await context.bundle();
  const content = await readContent(bundle);
  if (content === undefined) {
    const problem = { found: 'no content vectors', expected: 'a bundle with content vectors' };
    return leftOut('content-mean', problem, 'the bundle has no content vectors', context);
  }
  const rows = selectRows(content, bundleRows(bundle, context.itemIds), CONTENT_DIM);
  return contentMean(dequantizeContent(rows));
}
