// `privet evaluate --report`: what the report says of the run, and the file.

import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { InputError } from '../../errors.ts';
import type { Items } from '../../items/item.ts';
import type { OrtModule } from '../../towers/session.ts';
import { ownVersion } from '../base/own-version.ts';
import { writeWhole } from '../base/write-whole.ts';
import { RESAMPLES } from '../evaluation/bootstrap.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import type { ItemOrder } from '../evaluation/item-order.ts';
import { segmentCases } from '../evaluation/segments.ts';
import { refitSplit, type Split } from '../evaluation/split.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { assembleReport, type EvaluatedModel } from './assemble-report.ts';
import { reportPage } from './page.ts';
import type { ReportFacts } from './report-input.ts';

/** What the report says of the call. */
interface ReportedOptions {
  items: string;
  interactions: string;
  seen: SeenMode | 'both';
  k: readonly number[];
  seed: number;
  bundle?: string;
  refit?: boolean;
}

interface ReportedRun {
  input: Items;
  order: ItemOrder;
  /** In the evaluator's item numbers. */
  split: Split;
  options: ReportedOptions;
  ort: OrtModule;
  packageName: string;
  terminal: Terminal;
}

export type WriteReport = (evaluated: readonly EvaluatedModel[], reference: string, run: ReportedRun) => Promise<void>;

/** @throws InputError where no report can be written: an evaluation can take half an hour */
export async function openReport(file: string): Promise<WriteReport> {
  await checkReportPath(file);
  return (evaluated, reference, run) => reportEvaluation(file, evaluated, reference, run);
}

/** @throws InputError for a folder that is missing and for a file that is a folder */
async function checkReportPath(file: string): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => undefined);
  if (!folder?.isDirectory())
    throw new InputError({ file, found: `no folder ${dirname(file)}`, expected: 'a folder to write the report into' });
  const existing = await stat(file).catch(() => undefined);
  if (existing?.isDirectory())
    throw new InputError({ file, found: 'a folder', expected: 'the name of a file for the report' });
}

async function reportEvaluation(
  file: string,
  evaluated: readonly EvaluatedModel[],
  reference: string,
  run: ReportedRun,
): Promise<void> {
  const { input, order, split, terminal } = run;
  if (evaluated.length === 0) return terminal.note('no model was evaluated: no report is written');
  const titles: string[] = [];
  for (const [row, { title }] of input.items.entries()) titles[order.newIndexes[row]!] = title;
  const report = assembleReport(evaluated, reference, { split, titles, facts: await factsOf(evaluated, run) });
  await writeWhole(file, reportPage(report));
  terminal.note(`report: ${file}`);
}

async function factsOf(evaluated: readonly EvaluatedModel[], run: ReportedRun): Promise<ReportFacts> {
  const { input, split, options, ort, packageName } = run;
  const hasTowers = evaluated.some(({ name }) => name.startsWith('privet-'));
  const bundle = options.bundle === undefined ? 'trained on the training part' : basename(resolve(options.bundle));
  return {
    itemsFile: basename(options.items),
    interactionsFile: basename(options.interactions),
    ...(hasTowers && { bundle }),
    split: split.name,
    seen: options.seen === 'both' ? ['masked', 'kept'] : [options.seen],
    ks: options.k,
    seed: options.seed,
    resamples: RESAMPLES,
    users: split.log.numUsers,
    items: split.log.numItems,
    events: split.log.items.length,
    trainingEvents: split.train.items.length,
    ...(options.refit && { refitEvents: refitSplit(split).train.items.length }),
    testCases: split.test.length,
    timestampsArePositions: split.log.timestampsArePositions,
    medianHistory: segmentCases(split).medianHistory,
    facet: input.facets[0]?.label,
    date: reportDate(process.env.SOURCE_DATE_EPOCH),
    versions: {
      Privet: ownVersion(),
      Node: process.versions.node,
      [packageName]: ort.env.versions.common,
    },
  };
}

/**
 * Today in UTC, as YYYY-MM-DD.
 *
 * @param epochSeconds  SOURCE_DATE_EPOCH (reproducible-builds.org): this day instead
 */
function reportDate(epochSeconds: string | undefined): string {
  const isSet = epochSeconds !== undefined && /^\d{1,11}$/.test(epochSeconds);
  return new Date(isSet ? Number(epochSeconds) * 1000 : Date.now()).toISOString().slice(0, 10);
}
