// The film bundle behind the page's own engine, in Node: what the taste bench measures is what a page would show. The
// history lives in memory, the files come from disk.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE } from '../../../src/bundle/encode-bundle.ts';
import { Engine } from '../../../src/engine/engine.ts';
import type { HistoryEvent } from '../../../src/history/events.ts';

const HOST = 'https://films.invalid/';
const HOUR_MS = 3_600_000;
const POLL_MS = 20;

/** Opinions by stable film id, oldest first. */
export interface Opinions {
  likes: readonly string[];
  dislikes: readonly string[];
}

/** Makes `fetch` answer with the files of a bundle. @returns the address of its manifest */
export function serveFilms(folder: string): string {
  globalThis.fetch = async (address) => new Response(await readFile(join(folder, String(address).slice(HOST.length))));
  return `${HOST}${MANIFEST_FILE}`;
}

/** An open engine with towers and table; whoever opens it disposes of it. */
export async function openFilmEngine(folder: string): Promise<Engine> {
  const manifestUrl = serveFilms(folder);
  const engine = new Engine();
  const nobody = () => {};
  await engine.open({ manifestUrl, databaseName: 'taste', backend: 'wasm' }, nobody, nobody);
  await engine.loadTowers();
  for (;;) {
    const { parts } = await engine.status();
    const failed = Object.entries(parts).find(([, { state }]) => state === 'failed');
    if (failed) throw new Error(`taste bench: ${failed[0]}: ${failed[1].message}`);
    if (parts.catalog.state === 'ready' && parts['item-to-item'].state !== 'loading') return engine;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Replaces the history by these opinions, an hour apart, the last one an hour ago. */
export async function tell(engine: Engine, { likes, dislikes }: Opinions): Promise<void> {
  await engine.forget();
  const events: HistoryEvent[] = [
    ...dislikes.map((itemId) => ({ type: 'dislike' as const, itemId })),
    ...likes.map((itemId) => ({ type: 'like' as const, itemId })),
  ];
  const nowMs = Date.now();
  await engine.addEvents(events.map((event, i) => ({ ...event, time: nowMs - (events.length - i) * HOUR_MS })));
}
