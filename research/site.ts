// A log as a site would have it: an items file and the events over its rows.

import type { Items } from '../src/items/item.ts';
import type { Interactions } from '../src/pipeline/input/interactions.ts';
import { readInteractions } from '../src/pipeline/input/read-interactions.ts';
import { readItems } from '../src/pipeline/input/read-items.ts';

export interface Site {
  input: Items;
  itemIds: string[];
  /** Over rows of the items file. */
  log: Interactions;
}

export async function readSite(itemsFile: string, logFile: string): Promise<Site> {
  const input = await readItems(itemsFile, { needsIds: true });
  const itemIds = input.items.map(({ id }) => id);
  return { input, itemIds, log: await readInteractions(logFile, itemIds) };
}
