// `privet build --interactions`: what a log teaches. One that fits into memory is read whole. Of a larger one DuckDB counts
// all (large-log/), and what is trained is trained on some of its people.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { countsInMemory, logFacts } from '../closed-form/log-counts.ts';
import { holdOutLast, refitSplit } from '../evaluation/split.ts';
import type { Interactions } from '../input/interactions.ts';
import { logWorth } from '../site/log-worth.ts';
import { buildContentOnlyBundle, buildTrainedBundle, type ContentOnlyOptions } from '../site/site-bundle.ts';
import { countedFeatures, siteTraining } from '../site/site-training.ts';
import { trendingIds } from '../site/trending-items.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { countLargeLog, isLargeLog, type LearnedLog, type LogOptions } from './count-large-log.ts';
import { readLog } from './read-log.ts';

/** @param file  of the log, or a pattern of several */
export async function buildFromLog(
  file: string,
  options: LogOptions & { epochs?: number | undefined },
  site: Omit<ContentOnlyOptions, 'features'>,
): Promise<void> {
  const { terminal, signal } = site;
  const { items } = site.input;
  const isLarge = await isLargeLog(file, options.memory);
  const learned = isLarge ? await countLargeLog(file, options, site) : await readWhole(file, options, site);
  const { log, facts, trending, related } = learned;
  const otherwise = { features: countedFeatures(items, facts), semanticSearch: site.semanticSearch, trending };
  const { epochs } = options;
  // Epochs are asked for by somebody who wants towers.
  if (epochs === undefined && !(await isWorthTraining(log, terminal, signal))) {
    await buildContentOnlyBundle({ ...site, ...otherwise });
    return;
  }
  const split = holdOutLast(log);
  const checkpointFile = join(site.cacheDir, 'build.checkpoint'); // it knows what it is of
  await buildTrainedBundle({
    ...site,
    ...{ checkpointFile, trending, related },
    training: siteTraining(items, split),
    refit: siteTraining(items, refitSplit(split)),
    ...(epochs === undefined ? { otherwise } : { settings: { epochs } }),
  });
  await rm(checkpointFile, { force: true });
}

async function readWhole(
  file: string,
  { map, maxBadRows }: LogOptions,
  { input, terminal, signal }: Omit<ContentOnlyOptions, 'features'>,
): Promise<LearnedLog> {
  const log = await readLog(file, input, { map, maxBadRows, signal }, terminal);
  terminal.note(`${log.numUsers} users, ${log.items.length} events`);
  const counts = countsInMemory(log);
  return { log, facts: await logFacts(counts), trending: await trendingIds(input.items, counts) };
}

async function isWorthTraining(log: Interactions, terminal: Terminal, signal?: AbortSignal): Promise<boolean> {
  const bar = terminal.progress('asking the log whether training is worth it');
  const { isWorth, lines } = await logWorth(log, { onProgress: bar.update, ...(signal && { signal }) }).finally(
    bar.stop,
  );
  for (const line of lines) terminal.print(line);
  return isWorth;
}
