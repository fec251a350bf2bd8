// Behind what a page shows first, all that is left is fetched in one order for everyone: from then on no request tells what
// a visitor does.
import type { VisitorData } from './recommender.ts';

/**
 * To be called once something is shown; the first call of an engine counts. Files of search by meaning come with it for pages
 * that have a search, unless the browser asks to save data. What fails is fetched when it is needed.
 */
export async function warmUp(engine: Pick<VisitorData, 'warmUp'>): Promise<void> {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  const withSearch = document.querySelector('privet-search') !== null && connection?.saveData !== true;
  await engine.warmUp({ withSearch }).catch(() => {});
}
