// How much of a log has to be learned? Models are fitted on all people of a log, half of them, a quarter, … (nested, by a hash
// of who they are, as samples of logs larger than memory are) and asked what the people outside of every smaller share did last:
// the same people for every arm but the whole log's own, which has met all but their last event.
//
// npx tsx research/log-share.trial.ts --data FOLDER [--shares 1,0.5,0.25,0.1,0.05] [--towers]
//   (--towers trains as `privet evaluate` does: half an hour for all of ml-1m; .cache/evaluation keeps what is trained)

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { trainForEvaluation } from '../src/pipeline/cli/train-for-evaluation.ts';
import { fitEase } from '../src/pipeline/closed-form/ease.ts';
import { fitPopularity } from '../src/pipeline/closed-form/popularity.ts';
import { fitTransitions } from '../src/pipeline/closed-form/transitions.ts';
import { evaluateCases } from '../src/pipeline/evaluation/evaluate.ts';
import type { Recommender } from '../src/pipeline/evaluation/recommender.ts';
import { keepEvents, leaveLastOut, type Split } from '../src/pipeline/evaluation/split.ts';
import { openInt8Towers } from '../src/pipeline/evaluation/tower-recommender.ts';
import { openBundle } from '../src/pipeline/input/read-bundle-folder.ts';
import { processTerminal } from '../src/pipeline/terminal/terminal.ts';
import { resultLine } from './result-line.ts';
import { readSite } from './site.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    shares: { type: 'string', default: '1,0.5,0.25,0.1,0.05' },
    towers: { type: 'boolean', default: false },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');
const [items, interactions] = ['items.jsonl', 'interactions.csv'].map((file) => join(options.data!, 'ml-1m', file));
const { input, itemIds, log } = await readSite(items!, interactions!);
const { ort } = await loadOnnxRuntime();
const split = leaveLastOut(log);
const places = log.userIds.map((id) => createHash('md5').update(id).digest().readUInt32BE() / 2 ** 32);
const shares = options.shares.split(',').map(Number);
/** Nobody of them is in a share below one. */
const outside = split.test.filter(({ user }) => places[user]! >= 0.5);

for (const share of shares) {
  const isIn = (user: number) => places[user]! < share;
  const train = keepEvents(split.train, (_, user) => isIn(user));
  const part: Split = { ...split, train, validation: split.validation.filter(({ user }) => isIn(user)) };
  await measure(share, train.items.length, fitPopularity(train));
  await measure(share, train.items.length, await fitTransitions(train));
  await measure(share, train.items.length, await fitEase(train, ort));
  if (options.towers) await measure(share, train.items.length, await towers(part));
}

async function towers(part: Split): Promise<Recommender> {
  const training = { items: items!, interactions: interactions!, seed: 1, cache: '.cache' };
  const terminal = processTerminal();
  const { signal } = new AbortController();
  const folder = await trainForEvaluation({ ort, input, fileSplit: part, options: training, terminal, signal });
  return openInt8Towers(await openBundle(folder), itemIds, ort);
}

async function measure(share: number, events: number, model: Recommender): Promise<void> {
  const { figures } = await evaluateCases(model, split, outside, { seen: ['masked'], ks: [10] });
  const { recall, ndcg, users } = figures.find(({ segment }) => segment === 'all')!;
  const arm = `${model.name}, ${100 * share} % of the people`;
  const found = { trial: 'log-share', arm, changed: { share }, recall10: recall, ndcg10: ndcg, users };
  console.log(resultLine(found, { events }));
}
