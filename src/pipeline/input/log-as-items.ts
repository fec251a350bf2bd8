// A log that is given as the items file: it has who, what and when in each row, and its rows are events and no things.

import { InputError } from '../../errors.ts';
import type { Cell } from '../../items/cells.ts';
import { eventNamed } from './event-names.ts';
import { KnownItems } from './known-items.ts';
import { cellText, columnsInWords, guessLogColumns } from './log-columns.ts';
import type { LogRow } from './log-rows.ts';

/** A thing has a row of its own, or a few variants; of what is done with things there are many rows a thing. */
const FEW_ROWS = 0.5;
/** Share of rows that name an event; a list of concerts has a column of that name too. */
const FEW_EVENTS = 0.3;

/** @param rows  the first @throws InputError for rows that are a log's */
export function refuseLog(file: string, names: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const sample = rows.map(
    (cells, i): LogRow => ({
      line: i + 1,
      values: new Map(names.map((name, at) => [name, cells[at] ?? null])),
    }),
  );
  const columns = guessLogColumns(names, sample, new KnownItems([], {}), new Set());
  const { user, item, time, event, order, quantity } = columns;
  if (user.length === 0 || time.length === 0) return;
  const textsOf = (name: string) => sample.map(({ values }) => cellText(values.get(name)));
  const isOfEvents = event.some((name) => textsOf(name).filter(eventNamed).length > FEW_EVENTS * rows.length);
  const isOfOrders = item.length > 0 && order.length > 0 && quantity.length > 0;
  const repeats = rows.length > 10 && item.some((name) => new Set(textsOf(name)).size < FEW_ROWS * rows.length);
  if (!isOfEvents && !isOfOrders && !repeats) return;
  throw new InputError({
    file,
    line: 1,
    found: `a log of who did what and when (${columnsInWords(columns)})`,
    expected: 'a file of items',
    mend: 'Give it beside the items: privet build <items> --interactions <log> --out <folder>.',
  });
}
