// `privet evaluate`: how well the shipped artifacts recommend, beside the baselines, on a log that is split in the same
// way for all of them.

import { Command, Option } from 'commander';
import { evaluateRecommender, type Figures, type SeenMode } from '../evaluation/evaluate.ts';
import { renumberItems, shuffledItemOrder } from '../evaluation/item-order.ts';
import { jsonLine, renderTables } from '../evaluation/report.ts';
import { SPLIT_NAMES, type Split, type SplitName, splitInteractions } from '../evaluation/split.ts';
import type { ColumnMap } from '../input/column-map.ts';
import { InputError } from '../input/input-error.ts';
import { readInteractions } from '../input/read-interactions.ts';
import { type ItemsInput, readItems } from '../input/read-items.ts';
import { MODEL_NAMES, type ModelName, openModels } from './evaluation-models.ts';
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
import { noteWarnings, type Terminal } from './terminal.ts';

export interface EvaluateOptions {
  items: string;
  interactions: string;
  map: ColumnMap;
  split: SplitName;
  seen: SeenMode | 'both';
  k: number[];
  bundle?: string;
  /** Absent: all of them, as far as the bundle has them. */
  models?: ModelName[];
  seed: number;
  epochs?: number;
  cache: string;
  json: boolean;
}

const EXAMPLES = `
Examples:
  $ privet evaluate --items items.jsonl --interactions log.csv
  $ privet evaluate --items items.csv --interactions log.csv --map id=sku,title=name,user_id=visitor,item_id=sku
  $ privet evaluate --items items.jsonl --interactions log.csv --bundle public/models --split temporal --json
  $ privet evaluate --items items.jsonl --interactions log.csv --models popularity,item-knn,ease

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
    .option('--models <names>', `some of ${MODEL_NAMES.join(', ')} (default: all)`, parseChoices(MODEL_NAMES))
    .addOption(seedOption())
    .option('--epochs <n>', 'epochs of training without --bundle (default: by the size of the log)', parsePositive)
    .addOption(cacheOption())
    .option('--json', 'one JSON object a line', false)
    .addHelpText('after', EXAMPLES)
    .action((options: EvaluateOptions) => runEvaluate(options, terminal, signal));
}

export async function runEvaluate(options: EvaluateOptions, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { input, split } = await readSplit(options, terminal, signal);
  const order = shuffledItemOrder(
    input.items.map(({ itemId }) => itemId),
    options.seed,
  );
  const ranked = { ...split, log: renumberItems(split.log, order), train: renumberItems(split.train, order) };
  const { ort, packageName } = await loadOnnxRuntime();
  terminal.note(`${describe(split)}; ${packageName}`);
  const context = { split: split.name, seed: options.seed };
  const figures: Figures[] = [];
  const fitting = { ort, input, fileSplit: split, split: ranked, itemIds: order.itemIds, options, terminal, signal };
  for await (const model of openModels(fitting)) {
    const bar = terminal.progress(`evaluating ${model.name}`);
    const seen: SeenMode[] = options.seen === 'both' ? ['masked', 'kept'] : [options.seen];
    const settings = { seen, ks: options.k, signal, onProgress: bar.update };
    const found = await evaluateRecommender(model, ranked, settings).finally(bar.stop);
    figures.push(...found);
    if (options.json) for (const entry of found) terminal.print(jsonLine(entry, context));
  }
  if (!options.json) terminal.print(renderTables(figures, context));
}

async function readSplit(
  { items, interactions, map, split: name }: EvaluateOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<{ input: ItemsInput; split: Split }> {
  const input = await readItems(items, { map, signal });
  noteWarnings(terminal, input.warnings);
  const bar = terminal.progress('reading the log');
  const ids = input.items.map(({ itemId }) => itemId);
  const log = await readInteractions(interactions, ids, { map, signal, onProgress: bar.update }).finally(bar.stop);
  noteWarnings(terminal, log.report.warnings);
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
