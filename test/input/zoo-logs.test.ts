// Logs as sites have them, beside what truth.json says of each: roles of columns, counts, single events, and what must be in
// no file.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Item, Items } from '../../src/items/item.ts';
import { LOG_ROLES } from '../../src/pipeline/input/log-columns.ts';
import type { LogEvent } from '../../src/pipeline/input/log-events.ts';
import { readInteractions } from '../../src/pipeline/input/read-interactions.ts';
import { readItems } from '../../src/pipeline/input/read-items.ts';
import { type Check, TRUTH, type Truth, zooPath } from '../zoo/read-zoo.ts';

/** After the last event of the zoo. */
const NOW = Date.UTC(2026, 11, 1);

interface LogTruth extends Truth {
  catalog: string;
}

const LOGS = Object.entries(TRUTH).filter(([, { kind }]) => kind === 'log') as [string, LogTruth][];

async function readLog(name: string, catalog: string) {
  const { items, aliases } = catalog.endsWith('.xml')
    ? idsOfFeed(catalog)
    : await readItems(zooPath(catalog), { needsIds: true });
  const events: LogEvent[] = [];
  const ids = items.map(({ id }) => id);
  const titles = items.map(({ title }) => title);
  const onEvent = (event: LogEvent) => void events.push(event);
  const log = await readInteractions(zooPath(name), ids, { aliases, titles, onEvent, now: NOW, maxBadRows: 0.02 });
  return { log, report: log.report, events, ids };
}

/** This is of logs: what feeds are is another test's. */
function idsOfFeed(catalog: string): Pick<Items, 'aliases'> & { items: Pick<Item, 'id' | 'title'>[] } {
  const ids = [...readFileSync(zooPath(catalog), 'utf8').matchAll(/<g:id>([^<]+)<\/g:id>/g)].map(([, id]) => id!);
  return { items: ids.map((id) => ({ id, title: id })), aliases: new Map() };
}

type ReadLog = Awaited<ReturnType<typeof readLog>>;

/** What of a check is counted. */
function counted({ report }: ReadLog, what: string): number | undefined {
  const { numEvents, eventNames } = report;
  const [kind, name = ''] = what.split(':');
  if (kind === 'event') return eventNames.get(name) ?? 0;
  if (kind === 'type') return numEvents[name as keyof typeof numEvents] ?? 0;
  const gone = (numEvents.refund ?? 0) + (numEvents.cancelled ?? 0);
  const counts: Record<string, number> = {
    rows: report.numRows,
    purchases: numEvents.purchase ?? 0,
    cancellations: gone,
    purchasesRefundedOrVoided: gone,
    purchasesCancelledFailedOrRefunded: gone,
    rowsWithoutUser: report.numRowsWithoutUser,
    rowsOfUnknownItems: report.numUnknownItemRows,
    unknownItems: report.numUnknownItems,
    users: report.numUsers,
    usersByEmail: report.numUsers,
    usersSeen: report.numUsersSeen,
    orders: report.numOrders,
    ordersWithoutUser: report.numOrdersWithoutUser,
  };
  return counts[what];
}

/** As written, or the same moment. */
function isTime(event: LogEvent, time: string): boolean {
  const { value, form } = event.time;
  const ms = form === 'date' ? value : value >= 1e14 ? value / 1000 : value;
  const asked = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(time) ? time : `${time}Z`);
  return Math.floor(ms / 1000) === Math.floor(asked / 1000);
}

function eventOf({ events, ids }: ReadLog, check: Check): LogEvent | undefined {
  const { user, item, group, type, time, quantity } = check as Record<string, string | number | undefined>;
  return events.find((event) => {
    const isType = type === 'none' ? event.item === undefined || event.type === 'none' : event.type === type;
    const names = [event.itemName, event.item === undefined ? undefined : ids[event.item]];
    const isItem = names.includes(item as string) && (group === undefined || names.includes(group as string));
    return (
      event.user === user &&
      isType &&
      isItem &&
      (time === undefined || isTime(event, time as string)) &&
      (quantity === undefined || event.quantity === quantity)
    );
  });
}

describe.each(LOGS)('%s', (name, { catalog, roles, checks }) => {
  const reading = readLog(name, catalog);

  test('columns are what they are', async () => {
    const columns = (await reading).report.columns!;
    const wrong = Object.entries(roles).flatMap(([column, right]) => {
      const role = LOG_ROLES.find((one) => columns[one].includes(column));
      const words = { title: 'item', status: 'event', cancelled: 'event', rating: 'ignore' } as Record<string, string>;
      const word = role === undefined ? 'ignore' : (words[role] ?? role);
      const isList = column === 'items';
      return isList || [right].flat().includes(word)
        ? []
        : [`${column}: ${word}, expected ${[right].flat().join(' or ')}`];
    });
    expect(wrong).toEqual([]);
  });

  test.each(checks.filter(({ count }) => count !== undefined).map((check) => [String(check.count), check.value]))(
    'counts %s: %d',
    async (what, value) => expect(counted(await reading, what as string)).toBe(value),
  );

  const singles = checks.filter(({ user }) => user !== undefined);
  if (singles.length > 0) {
    test.each(singles.map((check) => [JSON.stringify(check), check] as const))('%s', async (_, check) => {
      expect(eventOf(await reading, check)).toBeDefined();
    });
  }

  test('names nobody in what it says', async () => {
    const { log, report } = await reading;
    const said = [...report.warnings, report.columnLine()].join('\n');
    expect(said).not.toMatch(/@/);
    for (const user of log.userIds.filter((id) => id.length > 5)) expect(said).not.toContain(user);
    expect(log.items.length).toBeGreaterThan(0);
  });
});
