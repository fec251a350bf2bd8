// A site's log for a command: read with a bar, and what was found in it told before anything is made of it.

import type { Items } from '../../items/item.ts';
import { type ReadInteractionsOptions, readInteractions } from '../input/read-interactions.ts';
import { noteWarnings, type Terminal } from '../terminal/terminal.ts';

/** As of items. */
const MAX_BAD_ROWS = 0.02;

export async function readLog(
  file: string,
  { items, aliases }: Items,
  options: Pick<ReadInteractionsOptions, 'map' | 'maxBadRows' | 'signal'>,
  terminal: Terminal,
) {
  const bar = terminal.progress('reading the log');
  const ids = items.map(({ id }) => id);
  const titles = items.map(({ title }) => title);
  const reading = { maxBadRows: MAX_BAD_ROWS, ...options, aliases, titles, onProgress: bar.update };
  const log = await readInteractions(file, ids, reading).finally(bar.stop);
  terminal.note(log.report.columnLine());
  noteWarnings(terminal, log.report.warnings);
  return log;
}
