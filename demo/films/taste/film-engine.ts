// The film bundle behind the page's own engine, in Node: what the taste bench measures is what a page would show.
import type { Engine } from '../../../src/engine/engine.ts';
import type { HistoryEvent } from '../../../src/history/events.ts';
import { folderFiles, openBundleEngine } from '../../../src/pipeline/match/bundle-engine.ts';

const HOUR_MS = 3_600_000;

/** Opinions by stable film id, oldest first. */
export interface Opinions {
  likes: readonly string[];
  dislikes: readonly string[];
}

/** An open engine with towers and table; whoever opens it disposes of it. */
export async function openFilmEngine(folder: string): Promise<Engine> {
  const { engine } = await openBundleEngine(folderFiles(folder));
  return engine;
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
