// `npm run attack -- fuzz`: changed inputs for every reader of others' bytes.
import { measure } from '../measure.ts';
import { allTargets, type Target } from '../targets.ts';

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

/** @returns whether every reader kept its promise */
export async function fuzz(inputs = '1000000', seed = '1'): Promise<boolean> {
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
