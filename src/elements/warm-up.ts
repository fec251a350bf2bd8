// Behind what a page shows first, all that is left is fetched in one order for everyone: from then on no request tells what
// a visitor does.
import type { VisitorData } from './recommender.ts';

/**
 * To be called once something is shown; calls of one engine share their work. Files of search by meaning come with it for
 * pages that have a search, unless the browser asks to save data. While the network is away the engine waits and goes on by
 * itself; what the host does not have, its status says (`status.warmUp`).
 */
export async function warmUp(engine: Pick<VisitorData, 'warmUp'>): Promise<void> {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  const withSearch = document.querySelector('privet-search') !== null && connection?.saveData !== true;
  await engine.warmUp({ withSearch }).catch(() => {});
}
