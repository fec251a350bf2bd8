// `npm run attack -- browser-kills`: a whole browser, killed while its tabs record.
import { rm } from 'node:fs/promises';
import { progressBar } from '../../../src/pipeline/terminal/progress-bar.ts';
import { type BrowserKills, buildSdkPage, copyApp, killBrowsers } from '../browser-kills.ts';
import { withBuiltApp } from './with-built-app.ts';

/** One kill in ten is of the built app, the others of the smallest page that has the SDK. */
export async function browserKills(times = '500', seed = '1'): Promise<boolean> {
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
  const { numKills, numWhileOpening, numThreeTabs, numWanted, numAcknowledged, numGone, numUnacknowledgedFound } =
    figures;
  return `${numKills} kills (${numWhileOpening} while it opened, ${numThreeTabs} with three tabs), ${numWanted} events, \
${numAcknowledged} acknowledged, ${numGone} of them taken back, ${numUnacknowledgedFound} more were found`;
}
