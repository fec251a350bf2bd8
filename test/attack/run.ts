// `npm run attack -- NAME`: the long runs of what the tests do in short. Prints what was tried and what came of it;
// ends with 1 where something broke its promise.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { progressBar } from '../../src/pipeline/cli/progress-bar.ts';
import { buildApp } from '../e2e/global-setup.ts';
import { killPublishing } from '../site/kill-publishing.ts';
import { type BrowserKills, buildSdkPage, copyApp, killBrowsers } from './browser-kills.ts';
import { measure } from './measure.ts';
import { allTargets, type Target } from './targets.ts';

const HELP = `npm run attack -- fuzz [inputs] [seed]   changed inputs for every reader of others' bytes (default 1,000,000 in all)
npm run attack -- kill [times]           privet build, killed while it publishes (default 500)
npm run attack -- browser-kills [times] [seed]   a browser, killed while its tabs record (default 500)

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

/** One kill in ten is of the built app, the others of the smallest page that has the SDK. */
async function browserKills(times = '500', seed = '1'): Promise<boolean> {
  const numOfApp = Math.round(Number(times) / 10);
  const sdkPage = await buildSdkPage();
  const app = await withBuiltApp(copyApp);
  try {
    const ofSdk = await killAll('a page with the SDK', sdkPage, Number(times) - numOfApp, Number(seed));
    const ofApp = await killAll('the app', app, numOfApp, Number(seed));
    return ofSdk && ofApp;
  } finally {
    for (const folder of [sdkPage, app]) await rm(folder, { recursive: true, force: true });
  }
}

async function killAll(name: string, folder: string, numKills: number, seed: number): Promise<boolean> {
  const bar = progressBar(`kills of ${name}`);
  const onKill = (done: number) => bar.update(done, numKills);
  const report = await killBrowsers(folder, { numKills, seed, onKill }).finally(() => bar.stop());
  const { problems, ...figures } = report;
  console.log(`${name}, seed ${seed}: ${sentenceOf(figures)}; ${problems.length} problems`);
  for (const problem of problems.slice(0, 20)) console.log(`  ${problem}`);
  return problems.length === 0;
}

function sentenceOf(figures: Omit<BrowserKills, 'problems'>): string {
  const { numKills, numWhileOpening, numThreeTabs, numWanted, numAcknowledged, numUnacknowledgedFound } = figures;
  return `${numKills} kills (${numWhileOpening} while it opened, ${numThreeTabs} with three tabs), ${numWanted} events, \
${numAcknowledged} acknowledged, ${numUnacknowledgedFound} more were found`;
}

/** Builds the app, and removes it when the call is done. */
async function withBuiltApp<T>(call: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-attack-app-'));
  try {
    await buildApp(folder);
    return await call(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [command, ...args] = process.argv.slice(2);
const run = { fuzz, kill, 'browser-kills': browserKills }[command ?? ''];
if (!run) console.log(HELP);
process.exitCode = run && (await run(...args)) ? 0 : 1;
