// `privet evaluate`: how well the shipped artifacts recommend, beside the baselines, on a log that is split in the same
// way for all of them.

import { Command, Option } from 'commander';
import { InputError } from '../../errors.ts';
import type { Items } from '../../items/item.ts';
import { type Accuracy, accuracyOf, differencesFrom } from '../evaluation/accuracy.ts';
import { itemGroups } from '../evaluation/calibration.ts';
import { evaluateCases, type Figures, type SeenMode } from '../evaluation/evaluate.ts';
import { type ItemOrder, renumberItems, shuffledItemOrder } from '../evaluation/item-order.ts';
import { ListStatistics } from '../evaluation/list-statistics.ts';
import type { Recommender } from '../evaluation/recommender.ts';
import { jsonLine, type ReportContext, renderDifferences, renderTables } from '../evaluation/report.ts';
import { segmentCases } from '../evaluation/segments.ts';
import { SPLIT_NAMES, type Split, type SplitName, splitInteractions } from '../evaluation/split.ts';
import { TOWERS_WITH_TABLE } from '../evaluation/tower-recommender.ts';
import type { ColumnMap } from '../input/column-map.ts';
import { readItems } from '../input/read-items.ts';
import type { EvaluatedModel } from '../report/assemble-report.ts';
import { openReport } from '../report/evaluation-report.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MODEL_NAMES, type ModelName, openModels } from './evaluation-models.ts';
import { noteItems } from './note-items.ts';
import { noteFileLinks } from './note-links.ts';
import { loadOnnxRuntime } from './onnx-runtime.ts';
import {
  cacheOption,
  interactionsOption,
  itemsOption,
  mapOption,
  parseChoices,
  parseLengths,
  parsePositive,
  seedOption,
} from './options.ts';
import { readLog } from './read-log.ts';

interface EvaluateOptions {
  items: string;
  interactions: string;
  map: ColumnMap;
  split: SplitName;
  seen: SeenMode | 'both';
  k: number[];
  bundle?: string;
  /** Measures the bundle that the items alone give. */
  contentOnly?: boolean;
  /** Absent: all of them, as far as the bundle has them. */
  models?: ModelName[];
  seed: number;
  epochs?: number;
  /** Towers, table and baselines also learn what validation asked for, once it has chosen their settings. */
  refit?: boolean;
  cache: string;
  json: boolean;
  /** File of the HTML report; absent: none is written. */
  report?: string;
}

/** The model that the others are compared with. */
const REFERENCE: ModelName = 'privet-int8';

const EXAMPLES = `
Examples:
  $ privet evaluate --items items.jsonl --interactions log.csv
  $ privet evaluate --items items.csv --interactions log.csv --map id=sku,title=name,user_id=visitor,item_id=sku
  $ privet evaluate --items items.jsonl --interactions log.csv --bundle public/models --split temporal --json
  $ privet evaluate --items items.jsonl --interactions log.csv --models popularity,item-knn,ease
  $ privet evaluate --items items.jsonl --interactions log.csv --refit
  $ privet evaluate --items items.jsonl --interactions log.csv --report report.html
  $ privet evaluate --items items.jsonl --interactions log.csv --content-only --models privet-int8,content-mean

Every model ranks all items for every user. Without --bundle, towers are trained on the training part of the split
first (about half an hour for a million events), into a folder under --cache that later runs use again.`;

export function evaluateCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('evaluate')
    .summary('measure recommendations on held-out events, beside baselines')
    .description(
      'Measures how well a bundle recommends on held-out events of a log, beside baselines from the same run.',
    )
    .addOption(itemsOption())
    .addOption(interactionsOption().makeOptionMandatory())
    .addOption(mapOption())
    .addOption(new Option('--split <name>', 'what is held out').choices(SPLIT_NAMES).default('leave-last-out'))
    .addOption(
      new Option('--seen <mode>', 'whether lists may hold items that the user has seen')
        .choices(['masked', 'kept', 'both'])
        .default('masked'),
    )
    .option('--k <lengths>', 'lengths of the lists', parseLengths, [10, 20])
    .option('--bundle <dir>', 'the bundle to measure (default: one is trained on the training part)')
    .addOption(
      new Option('--content-only', 'measure what the items alone give, without any training').conflicts([
        'bundle',
        'epochs',
      ]),
    )
    .option(
      '--models <names>',
      `some of ${MODEL_NAMES.join(', ')} (default: all; without content-mean where towers are trained)`,
      parseChoices(MODEL_NAMES),
    )
    .addOption(seedOption())
    .option('--epochs <n>', 'epochs of training without --bundle (default: by the size of the log)', parsePositive)
    .addOption(
      new Option(
        '--refit',
        'once settings are chosen, let all models learn the validation events too, as `privet build` does (published figures do not)',
      ).conflicts(['bundle', 'contentOnly']),
    )
    .addOption(cacheOption())
    .option('--json', 'one JSON object a line', false)
    .option('--report <file>', 'also write a report with charts and explanations, one HTML file')
    .addHelpText('after', EXAMPLES)
    .action((options: EvaluateOptions) => runEvaluate(options, terminal, signal));
}

async function runEvaluate(options: EvaluateOptions, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const report = options.report === undefined ? undefined : await openReport(options.report);
  if (options.report !== undefined) await noteFileLinks(terminal, options.report);
  const { input, split } = await readSplit(options, terminal, signal);
  const order = shuffledItemOrder(
    input.items.map(({ id }) => id),
    options.seed,
  );
  const ranked = { ...split, log: renumberItems(split.log, order), train: renumberItems(split.train, order) };
  const { ort, packageName } = await loadOnnxRuntime();
  terminal.note(`${describe(split)}; ${packageName}`);
  const context = { split: split.name, seed: options.seed, refit: options.refit };
  const evaluated: EvaluatedModel[] = [];
  const fitting = { ort, input, fileSplit: split, split: ranked, itemIds: order.itemIds, options, terminal, signal };
  for await (const model of openModels(fitting)) {
    const found = await evaluateModel(model, { split: ranked, input, order, options, terminal, signal });
    evaluated.push(found);
    if (options.json) for (const entry of found.figures) terminal.print(jsonLine(entry, context));
  }
  if (!options.json) printTables(evaluated, context, terminal);
  await report?.(evaluated, REFERENCE, { ...fitting, order, packageName });
}

interface ModelEvaluation {
  /** In the evaluator's item numbers. */
  split: Split;
  input: Items;
  order: ItemOrder;
  options: EvaluateOptions;
  terminal: Terminal;
  signal: AbortSignal;
}

async function evaluateModel(model: Recommender, evaluation: ModelEvaluation): Promise<EvaluatedModel> {
  const { split, input, order, options, terminal, signal } = evaluation;
  const { k: ks, seed } = options;
  const seen: SeenMode[] = options.seen === 'both' ? ['masked', 'kept'] : [options.seen];
  const facet = options.report === undefined ? undefined : input.facets[0];
  const groups = facet && itemGroups(input.items, facet.name, order.newIndexes);
  const lists = new ListStatistics(split, seen, ks[0]!, groups);
  const bar = terminal.progress(`evaluating ${model.name}`);
  const onList = lists.add.bind(lists);
  const settings = { seen, ks, signal, onProgress: bar.update, onList };
  const { figures, ranks } = await evaluateCases(model, split, split.test, settings).finally(bar.stop);
  const segments = segmentCases(split);
  const accuracies = [...ranks].flatMap(([mode, ofCases]) =>
    accuracyOf({ model: model.name, seen: mode, ranks: ofCases }, segments, { ks, seed }),
  );
  return { name: model.name, figures: figures.map((entry) => withIntervals(entry, accuracies)), accuracies, lists };
}

function withIntervals(figures: Figures, accuracies: readonly Accuracy[]): Figures {
  const { seen, segment, k } = figures;
  const { recall, ndcg } = accuracies.find(
    (entry) => entry.seen === seen && entry.segment === segment && entry.k === k,
  )!;
  return { ...figures, recallLow: recall.low, recallHigh: recall.high, ndcgLow: ndcg.low, ndcgHigh: ndcg.high };
}

function printTables(evaluated: readonly EvaluatedModel[], context: ReportContext, terminal: Terminal): void {
  const figures = evaluated.flatMap((model) => model.figures);
  terminal.print(renderTables(figures, context));
  const accuracies = evaluated.flatMap((model) => model.accuracies);
  for (const reference of [REFERENCE, TOWERS_WITH_TABLE]) {
    const differences = renderDifferences(reference, differencesFrom(reference, accuracies), context);
    if (differences !== '') terminal.print(`\n${differences}`);
  }
}

async function readSplit(
  { items, interactions, map, split: name }: EvaluateOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<{ input: Items; split: Split }> {
  const input = await readItems(items, { map, needsIds: true, signal });
  noteItems(terminal, input);
  const log = await readLog(interactions, input, { map, signal }, terminal);
  const split = splitInteractions(name, log, interactions);
  if (split.test.length === 0) {
    const expected = 'users with at least two events that are no dislikes';
    throw new InputError({ file: interactions, found: `no test case for a ${name} split`, expected });
  }
  return { input, split };
}

function describe({ name, log, train, validation, test }: Split): string {
  return (
    `${log.numUsers} users, ${log.numItems} items, ${log.items.length} events` +
    `${log.timestampsArePositions ? ' (timestamps are positions)' : ''}; ` +
    `${name}: ${train.items.length} events for training, ${validation.length} validation and ${test.length} test cases`
  );
}
