// `npm run attack -- flips`: one bit changed, or one byte cut off, in what a visit fetches.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { createRandom } from '../../../src/numerics/random.ts';
import { progressBar } from '../../../src/pipeline/terminal/progress-bar.ts';
import { LAUNCH } from '../../e2e/global-setup.ts';
import { flipData } from '../data-flips.ts';
import { flip } from '../flip.ts';
import { type FlipVisit, VERDICTS, visitedFiles, visitFlipped } from '../flip-visits.ts';
import { unvouchedFiles } from '../vouched-files.ts';
import { withBuiltApp } from './with-built-app.ts';

/**
 * @param times   changes of the bundle's files, through the page's readers
 * @param visits  changes of any file of a visit, each a visit of its own in a browser; shared out evenly, as the others
 */
export async function flips(times = '10000', seed = '1', visits = '300'): Promise<boolean> {
  return withBuiltApp(async (folder) => {
    const isDataGood = await flipAllData(folder, Number(times), Number(seed));
    const browser = await chromium.launch(LAUNCH);
    try {
      const areVisitsGood = await flipAllVisits(browser, folder, Number(visits), Number(seed));
      return isDataGood && areVisitsGood;
    } finally {
      await browser.close();
    }
  });
}

async function flipAllData(folder: string, numFlips: number, seed: number): Promise<boolean> {
  const bar = progressBar('changed data');
  const onFlip = (done: number) => bar.update(done, numFlips);
  const files = await flipData(join(folder, 'models'), { numFlips, seed, onFlip }).finally(() => bar.stop());
  console.log(
    `seed ${seed}\n| file of the bundle, through the page's readers | flips | taken, or not named |\n| --- | ---: | ---: |`,
  );
  for (const { path, numFlips, problems } of files) console.log(`| ${path} | ${numFlips} | ${problems.length} |`);
  for (const { path, problems } of files) if (problems[0]) console.log(`${path}: ${problems[0]}`);
  return files.every(({ problems }) => problems.length === 0);
}

async function flipAllVisits(browser: Browser, folder: string, numVisits: number, seed: number): Promise<boolean> {
  const random = createRandom(seed);
  const paths = await visitedFiles(browser, folder);
  const unvouched = new Set(await unvouchedFiles(folder, paths));
  const visits: FlipVisit[] = [];
  const bar = progressBar('changed files of a visit');
  for (let i = 0; i < numVisits; i++) {
    const path = paths[i % paths.length]!;
    visits.push(await visitFlipped(browser, folder, path, flip(await readFile(join(folder, path)), random)));
    bar.update(i + 1, numVisits);
  }
  bar.stop();
  console.log(
    `seed ${seed}\n| file of a visit | its hash is written | ${VERDICTS.join(' | ')} | |\n| --- | --- | ---: | ---: | ---: | ---: | --- |`,
  );
  for (const path of paths) console.log(visitLine(path, !unvouched.has(path), visits));
  const numBad = visits.filter(({ verdict }) => verdict !== 'told').length;
  console.log(
    `${paths.length} files, ${unvouched.size} without a hash; ${visits.length} visits, ${numBad} not refused and told`,
  );
  return numBad === 0 && unvouched.size === 0;
}

function visitLine(path: string, isVouched: boolean, visits: readonly FlipVisit[]): string {
  const own = visits.filter((visit) => visit.path === path);
  const counts = VERDICTS.map((verdict) => own.filter((visit) => visit.verdict === verdict).length);
  const bad = own.find(({ verdict }) => verdict !== 'told');
  const example = bad ? `${bad.what}: ${bad.error.replaceAll(/\s+/g, ' ').slice(0, 100)}` : '';
  return `| ${[path, isVouched ? 'yes' : 'NO', ...counts, example].join(' | ')} |`;
}
