// Is the map smooth at 10,000 points, and how long does its layout take? Pan and zoom in the built app in headless
// Chromium (WebGL by a software GPU: a real one is faster), and the layout of the films and of 10,000 items in Node.
//
// npx tsx demo/bench/map.bench.ts [--items 10000] [--frames 240] [--json]

import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { summarize } from '../../bench/harness/statistics.ts';
import { ROOT, readOptions, teller, VIEWPORT, withBrowser } from '../../bench/node/page-bench.ts';
import { formatManifest } from '../../src/formats/manifest.ts';
import { packGzipped } from '../../src/formats/pack-gzipped.ts';
import { encodeTasteMap } from '../../src/formats/taste-map.ts';
import { layOut } from '../../src/map/layout.ts';
import { mapRows } from '../../src/map/map-rows.ts';
import { bundleEmbeddings } from '../../src/pipeline/embed/bundle-embeddings.ts';
import { readManifest } from '../../src/pipeline/input/read-bundle-folder.ts';
import { publishFiles } from '../../src/pipeline/site/publish-files.ts';
import { withApp } from './built-app.ts';
import { makeLargeFilmBundle } from './large-film-bundle.ts';
import { type Frames, INSTALL_MOVE } from './map-script.ts';

const films = join(ROOT, 'public/models');
const options = readOptions({ items: '10000', frames: '240' });
const [numItems, numFrames] = [Number(options.items), Number(options.frames)];
const tell = teller('map', options, {});

function print(stage: string, figures: Record<string, number | string>): void {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  tell(`${stage.padEnd(28)} ${words.join(', ')}`, { stage, ...figures });
}

/** The rows of a bundle as set-up lays them out, but for what only its items know. */
async function rowsOf(folder: string) {
  const table = await bundleEmbeddings(folder);
  const { qualityDims } = await readManifest(folder);
  const embeddings = new Float32Array(table.numItems * table.embeddingDim);
  const vectors = new Float32Array(table.numItems * table.contentDim);
  const inLog = new Uint8Array(table.numItems);
  let row = 0;
  for await (const batch of table.batches) {
    embeddings.set(batch.embeddings, row * table.embeddingDim);
    if (batch.content) vectors.set(batch.content, row * table.contentDim);
    inLog.set(batch.hasResidual.map(Number), row);
    row += batch.hasResidual.length;
  }
  const content = vectors.length > 0 ? { vectors, contentDim: table.contentDim } : undefined;
  const items = { embeddings, embeddingDim: table.embeddingDim, qualityDims, nuisances: [inLog] };
  return { rows: mapRows({ ...items, ...(content && { content }) }), inLog };
}

async function timeLayout(name: string, folder: string) {
  const { rows, inLog } = await rowsOf(folder);
  const [startMs, before] = [performance.now(), process.cpuUsage()];
  const positions = await layOut(rows, { groups: inLog });
  const { user, system } = process.cpuUsage(before);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const times = { took: seconds(performance.now() - startMs), 'of them computing': seconds((user + system) / 1000) };
  print(`layout of ${name}`, { items: positions.length / 2, ...times });
  return positions;
}

/** Puts a map into a bundle on disk; names of its regions are made up, as many as the films have. */
async function addMap(folder: string, positions: Uint16Array<ArrayBuffer>): Promise<void> {
  const manifest = await readManifest(folder);
  const labels = Array.from({ length: 120 }, (_, i) => ({
    text: `Region ${i}, made up`,
    x: positions[2 * ((i * 37) % manifest.numItems)]!,
    y: positions[2 * ((i * 37) % manifest.numItems) + 1]!,
    level: i < 16 ? 0 : i < 50 ? 1 : 2,
  }));
  const { bytes, file } = await packGzipped(
    'catalog/taste-map.bin.gz',
    encodeTasteMap({ numItems: manifest.numItems, positions, labels }),
  );
  const text = new TextEncoder().encode(formatManifest({ ...manifest, tasteMap: file }));
  await publishFiles(folder, new Map(Object.entries({ [file.path]: bytes, 'manifest.json': text })));
}

/** Processor time of the page thread's tasks so far: what else the machine does is not in it. */
async function threadMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
}

async function measure(page: Page, kind: 'pan' | 'zoom'): Promise<void> {
  await page.evaluate(`moveMap('${kind}', 30)`);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await threadMs(session);
  const frames = (await page.evaluate(`moveMap('${kind}', ${numFrames})`)) as Frames;
  const computing = ((await threadMs(session)) - before) / numFrames;
  const [draw, interval] = [summarize(frames.drawMs), summarize(frames.intervalMs)];
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  print(`${kind}, ${numItems} points (${frames.kind})`, {
    'work p50': ms(draw.p50Ms),
    'work p95': ms(draw.p95Ms),
    'page thread computing, a frame': ms(computing),
    'frame p50': ms(interval.p50Ms),
    'frame p95': ms(interval.p95Ms),
    'tasks over 50 ms': frames.longTasksMs.length,
    'longest work': ms(Math.max(...frames.drawMs)),
  });
}

await timeLayout('the films', films);
const bundle = join(ROOT, `.cache/map-bench/bundle-${numItems}`);
await makeLargeFilmBundle(films, bundle, numItems);
await addMap(bundle, await timeLayout('made-up films', bundle));
await withApp('map-bench', { bundle: { folder: bundle } }, ({ url }) =>
  withBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.addInitScript(INSTALL_MOVE);
    await page.goto(`${url}#/map`);
    await page.locator('map-view .near a').first().waitFor({ timeout: 120_000 });
    await page.waitForTimeout(3000); // the runtime loads behind the view
    await measure(page, 'pan');
    await measure(page, 'zoom');
  }),
);
