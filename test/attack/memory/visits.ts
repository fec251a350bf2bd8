// Visits to the built app whose host sends a gigabyte in place of one file, made as it is sent. What that takes is compared with
// a visit whose host does not have the file: the page is otherwise the same.
import { chromium } from 'playwright-core';
import { LAUNCH } from '../../e2e/global-setup.ts';
import { type Mischief, startServer } from '../../e2e/static-server.ts';
import type { MeasuredCase } from './measure-memory.ts';
import { peakOfRenderers } from './renderers.ts';

interface VisitCase {
  name: string;
  path: RegExp;
  /** With a service worker, which installs the app's own files. */
  hasServiceWorker?: boolean;
}

export const VISITS: readonly VisitCase[] = [
  { name: "visit: the worker's script has 1 GB", path: /assets\/worker-/ },
  { name: 'visit: a part of the worker has 1 GB', path: /assets\/model-loader-/ },
  { name: 'visit: the WebAssembly of the runtime has 1 GB', path: /\.wasm$/ },
  { name: 'visit: the manifest has 1 GB', path: /manifest\.json$/ },
  { name: 'visit: a shard of films has 1 GB', path: /items-001/ },
  { name: 'visit: the text model has 1 GB', path: /text-encoder\.onnx$/ },
  { name: 'visit: the sample has 1 GB', path: /recipes\.jsonl$/ },
  {
    name: 'visit: a file that the service worker keeps has 1 GB',
    path: /icons\/.*\.(png|svg)$/,
    hasServiceWorker: true,
  },
];

/** Long enough for everything to be asked for and refused; the page has no one sign of it. */
const WATCH_MS = 20_000;
/** A service worker is installed behind all else. */
const WATCH_INSTALLED_MS = 60_000;

async function peakOf(folder: string, { hasServiceWorker = false }: VisitCase, trick: Mischief): Promise<number> {
  const server = await startServer(folder);
  server.mischief.push(trick);
  const browser = await chromium.launch(LAUNCH);
  try {
    const context = await browser.newContext({ serviceWorkers: hasServiceWorker ? 'allow' : 'block' });
    const page = await context.newPage();
    return await peakOfRenderers(async () => {
      await page.goto(server.url);
      await page.waitForTimeout(hasServiceWorker ? WATCH_INSTALLED_MS : WATCH_MS);
    });
  } finally {
    await browser.close();
    await server.close();
  }
}

export async function measureVisit(folder: string, visit: VisitCase): Promise<MeasuredCase> {
  const { name, path } = visit;
  const idle = await peakOf(folder, visit, { path, lose: true });
  const start = performance.now();
  const trick: Mischief = { path, huge: true };
  const peakBytes = Math.max(0, (await peakOf(folder, visit, trick)) - idle);
  const { sentBytes = 0 } = trick;
  const measured = { name, peakBytes, ms: performance.now() - start };
  // It is asked for twice, and what lies between host and page takes some more.
  if (sentBytes === 0 || sentBytes >= MOST_SENT) return measured;
  return { ...measured, error: `let go of when ${(sentBytes / 1e6).toFixed(0)} MB were sent` };
}

const MOST_SENT = 300_000_000;
