// What ships after a training: towers where they answer better than content and popularity do, else content with the counts of
// the log.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { countsInMemory, logFacts } from '../../src/pipeline/closed-form/log-counts.ts';
import { holdOutLast } from '../../src/pipeline/evaluation/split.ts';
import { openBundle } from '../../src/pipeline/input/read-bundle-folder.ts';
import { readInteractions } from '../../src/pipeline/input/read-interactions.ts';
import { readItems } from '../../src/pipeline/input/read-items.ts';
import { buildTrainedBundle } from '../../src/pipeline/site/site-bundle.ts';
import { countedFeatures, siteTraining } from '../../src/pipeline/site/site-training.ts';
import { run, temporaryFolder, writeSite } from './collecting-terminal.ts';

test('a log that says enough: towers are trained, compared and shipped', async () => {
  const folder = await temporaryFolder();
  const { items, interactions } = await writeSite(folder);
  const log = await readFile(interactions, 'utf8');
  const others = log
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^u/, 'v'));
  await writeFile(interactions, log + others.join('\n'));
  const files = ['--items', items, '--interactions', interactions, '--cache', join(folder, 'cache')];
  const built = await run(['build', '--bundle-only', ...files, '--out', join(folder, 'bundle')]);
  expect(built.code, built.notes).toBe(0);
  expect(built.out).toMatch(/^learning curve.*\n.*training is worth it\n/);
  expect(built.out).toMatch(
    /popularity \.\d{3}, content \.\d{3}, content with counts \.\d{3}, towers [01]?\.\d{3}\. Shipped: towers/,
  );
  expect((await openBundle(join(folder, 'bundle'))).manifest.models.userTower).toBeDefined();
});

test('towers that answer no better do not ship', async () => {
  const folder = await temporaryFolder();
  const { items: itemsFile } = await writeSite(folder);
  const random = createRandom(5);
  const rows = Array.from(
    { length: 600 },
    (_, i) => `u${i % 60},sku-${Math.floor(30 * random.next() ** 4)},${1_700_000_000 + 999 * i}`,
  );
  const logFile = join(folder, 'random.csv');
  await writeFile(logFile, ['user_id,item_id,timestamp', ...rows].join('\n'));
  const input = await readItems(itemsFile);
  const log = await readInteractions(
    logFile,
    input.items.map(({ id }) => id),
  );
  const { ort } = await loadOnnxRuntime();
  const said: string[] = [];
  const outDir = join(folder, 'bundle');
  await buildTrainedBundle({
    ...{ ort, input, outDir, name: 'Shop', seed: 1, cacheDir: join(folder, 'cache') },
    terminal: { print: (line) => said.push(line), note() {}, progress: () => ({ update() {}, stop() {} }) },
    training: siteTraining(input.items, holdOutLast(log)),
    settings: { epochs: 1 },
    otherwise: { features: countedFeatures(input.items, await logFacts(countsInMemory(log))), trending: ['sku-3'] },
  });
  expect(said.join('\n')).toMatch(/Shipped: content with the counts of the log/);
  const { manifest } = await openBundle(outDir);
  expect(manifest.models).toEqual({});
  expect(JSON.stringify(manifest)).toMatch(/trending/);
});
