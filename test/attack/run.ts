// `npm run attack -- fuzz|kill`: the long runs of what the tests do in short. Prints what was tried and what came of it;
// ends with 1 where something broke its promise.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killPublishing } from '../site/kill-publishing.ts';
import { measure } from './measure.ts';
import { allTargets, type Target } from './targets.ts';

const HELP = `npm run attack -- fuzz [inputs] [seed]   changed inputs for every reader of others' bytes (default 1,000,000 in all)
npm run attack -- kill [times]           privet build, killed while it publishes (default 500)

Workers of a page that are ended 100 times: npm run test:slow -- test/e2e/worker-death`;
const MOST_MS = 2000;

interface Tried {
  numInputs: number;
  numRefused: number;
  slowestMs: number;
  /** Bytes of the largest buffer, as a multiple of the input. */
  largest: number;
  problems: string[];
}

async function fuzzTarget(target: Target, count: number, seed: number): Promise<Tried> {
  const tried: Tried = { numInputs: 0, numRefused: 0, slowestMs: 0, largest: 0, problems: [] };
  for (const input of target.inputs(count, seed)) {
    const { error, ms, largestBytes } = await measure(() => target.read(input));
    const isPromised = error === undefined || target.errors.some((one) => (error as Error).constructor === one);
    if (!isPromised || ms > MOST_MS) tried.problems.push(`input ${tried.numInputs}: ${ms.toFixed(0)} ms, ${error}`);
    tried.numInputs++;
    if (error !== undefined) tried.numRefused++;
    tried.slowestMs = Math.max(tried.slowestMs, ms);
    tried.largest = Math.max(tried.largest, largestBytes / Math.max(1, input.length));
  }
  return tried;
}

async function fuzz(inputs = '1000000', seed = '1'): Promise<boolean> {
  const targets = await allTargets();
  const count = Math.ceil(Number(inputs) / targets.length);
  console.log('| reader | inputs | refused | slowest | largest buffer |\n| --- | ---: | ---: | ---: | ---: |');
  let isGood = true;
  for (const target of targets) {
    const tried = await fuzzTarget(target, count, Number(seed));
    const { numInputs, numRefused, slowestMs, largest, problems } = tried;
    const figures = [numInputs, numRefused, `${slowestMs.toFixed(0)} ms`, `${largest.toFixed(1)} times the input`];
    console.log(`| ${[target.name, ...figures].join(' | ')} |`);
    for (const problem of problems.slice(0, 10)) console.log(`${target.name}, seed ${seed}, ${problem}`);
    isGood &&= problems.length === 0;
  }
  return isGood;
}

async function kill(times = '500'): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-kill-'));
  try {
    const found = await killPublishing(folder, Number(times)); // throws where parts of two versions are found
    console.log(`${times} kills while publishing: ${JSON.stringify(found)}, each of them whole`);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [command, ...args] = process.argv.slice(2);
const run = { fuzz, kill }[command ?? ''];
if (!run) console.log(HELP);
process.exitCode = run && (await run(...args)) ? 0 : 1;
