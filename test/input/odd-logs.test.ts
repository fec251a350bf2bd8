// Logs with something wrong or rare: what odd.json says of them, rows of every kind that is left out, and random ones.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { eventNamed } from '../../src/pipeline/input/event-names.ts';
import { readInteractions } from '../../src/pipeline/input/read-interactions.ts';
import { millisecondsOf, swappedDate, timestampOf } from '../../src/pipeline/input/timestamps.ts';
import { zooPath } from '../zoo/read-zoo.ts';
import { inputErrorOf, inputFile } from './files.ts';

interface Odd {
  file: string;
  as: string;
  outcome: 'refused' | 'built';
  says: (string | string[])[];
  events?: number;
}

const ODD: Odd[] = JSON.parse(readFileSync(zooPath('odd.json'), 'utf8'));
const NOW = Date.UTC(2026, 11, 1);
const TEAS = gunzipSync(readFileSync(zooPath('odd/items.csv.gz')))
  .toString()
  .trim()
  .split('\n')
  .slice(1);
const TEA_IDS = TEAS.map((line) => line.split(',')[0]!);
const ITEM_IDS = ['a', 'b', 'c'];

const read = async (text: string, name = 'log.csv', options = {}) =>
  readInteractions(await inputFile(name, text), ITEM_IDS, { now: NOW, maxBadRows: 0.02, ...options });

test.each(ODD.filter(({ as }) => as === 'log').map((odd) => [odd.file, odd] as const))('%s', async (file, odd) => {
  const reading = readInteractions(zooPath(`odd/${file}`), TEA_IDS, { now: NOW, maxBadRows: 0.02 });
  const outcome = await reading.catch((error: unknown) => error);
  const isRefused = outcome instanceof Error;
  expect(isRefused ? 'refused' : 'built').toBe(odd.outcome);
  const said = isRefused ? outcome.message : (await reading).report.warnings.join('\n');
  for (const texts of odd.says) {
    expect(
      [texts].flat().some((text) => said.toLowerCase().includes(text.toLowerCase())),
      `${said} says ${texts}`,
    ).toBe(true);
  }
  if (odd.events !== undefined) expect((await reading).items.length).toBe(odd.events);
});

test.each([
  ['2010-12-01 08:26', '2010-12-01T08:26:00Z'],
  ['2026-10-16 00:01:13 +0100', '2026-10-15T23:01:13Z'],
  ['2026-09-06T10:54:43+01:00', '2026-09-06T09:54:43Z'],
  ['2026-11-03 12:00:00 UTC', '2026-11-03T12:00:00Z'],
  ['2026/11/03 7:05', '2026-11-03T07:05:00Z'],
  ['31.12.2023 18:05', '2023-12-31T18:05:00Z'],
  ['3.4.2023', '2023-04-03T00:00:00Z'],
  ['12/31/2010 8:26', '2010-12-31T08:26:00Z'],
  ['31/12/2010 8:26', '2010-12-31T08:26:00Z'],
  ['12/31/10 8:26 PM', '2010-12-31T20:26:00Z'],
  ['12/31/2010 12:05 am', '2010-12-31T00:05:00Z'],
  ['Nov 3, 2026 10:00', '2026-11-03T10:00:00Z'],
  ['2026-11-03T12:00:00.250Z', '2026-11-03T12:00:00.250Z'],
])('the time %s', (text, expected) => {
  expect(timestampOf(text)).toMatchObject({ form: 'date', value: Date.parse(expected) });
});

test.each(['2026-13-01', '2026-02-30', '31.2.2023', '25:00', 'yesterday', '', '13/13/2020', 'x'.repeat(99)])(
  'no time: %s',
  (text) => expect(timestampOf(text)).toBeUndefined(),
);

test('every way of writing a moment is the same moment', () => {
  const moments = fc.integer({ min: Date.UTC(1991, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 });
  const two = (value: number) => String(value).padStart(2, '0');
  fc.assert(
    fc.property(moments, fc.integer({ min: -12, max: 14 }), (seconds, zone) => {
      const ms = 1000 * seconds;
      const local = new Date(ms + 3_600_000 * zone).toISOString();
      const offset = `${zone < 0 ? '-' : '+'}${two(Math.abs(zone))}`;
      const [year, month, day] = new Date(ms).toISOString().slice(0, 10).split('-');
      const clock = new Date(ms).toISOString().slice(11, 19);
      const texts = [
        new Date(ms).toISOString(),
        `${local.slice(0, 19)}${offset}:00`,
        `${local.slice(0, 10)} ${local.slice(11, 19)} ${offset}00`,
        `${Number(day)}.${Number(month)}.${year} ${clock}`,
        new Date(ms).toUTCString(),
      ];
      for (const text of texts) expect(timestampOf(text), text).toEqual({ form: 'date', value: ms });
      const [us, european] = [`${month}/${day}/${year} ${clock}`, `${day}/${month}/${year} ${clock}`];
      const read = [us, european].map((text) => timestampOf(text)!);
      if (Number(day) > 12) expect(read.map(({ value }) => value)).toEqual([ms, ms]);
      else expect([read[0]!.value, day === month ? ms : swappedDate(read[1]!.value)]).toEqual([ms, ms]);
      for (const unit of [1, 1e3, 1e6]) expect(Math.round(millisecondsOf(seconds * unit))).toBe(ms);
    }),
    { seed: 2, numRuns: 300 },
  );
});

const DAY_FIRST = ['1/12/2010', '2/12/2010', '3/12/2010'];

test.each([
  ['a day above 12 decides for all', [...DAY_FIRST, '13/12/2010'], '2010-12-01'],
  ['and for months first', ['12/1/2010', '12/2/2010', '12/13/2010'], '2010-12-01'],
  ['else the order of the file', DAY_FIRST, '2010-12-01'],
])('%s', async (_, dates, first) => {
  const log = await read(`user,item,date\n${dates.map((date) => `u,a,${date}`).join('\n')}\n`);
  expect(new Date(log.timestamps[0]!).toISOString().slice(0, 10)).toBe(first);
  expect(log.report.warnings.join()).toMatch(dates === DAY_FIRST ? /day\/month/ : /^$/);
});

test.each([
  ['seconds', 1_790_000_000],
  ['milliseconds', 1_790_000_000_000],
  ['microseconds', 1_790_000_000_000_000],
])('%s are told by their size', async (_, time) => {
  const log = await read(`user,item,time\nu,a,${time}\nv,b,${time + 7}\n`);
  expect(Math.floor(log.timestamps[0]! / 1000)).toBe(1_790_000_000);
});

test('times that cannot be are told with their line, and left out', async () => {
  const rows = ['u,a,1790000000', 'u,b,4070908800', 'v,a,-5', 'v,b,1790000100', 'w,c,400000000'];
  const log = await read(`user,item,time\n${rows.join('\n')}\n`);
  expect(log.userIds).toEqual(['u', 'v']);
  expect([...log.items]).toEqual([0, 1]);
  const said = log.report.warnings.join('\n');
  expect(said).toMatch(/in the future.*line 3.*2099/);
  expect(said).toMatch(/before 1970.*line 4/);
  expect(said).toMatch(/before 1990.*line 6/);
});

test('wrong rows are named up to a share, and refused by it or by the word strict', async () => {
  const rows = Array.from({ length: 100 }, (_, i) => `u${i % 9},a,${1_790_000_000 + 7 * i}`);
  const text = ['user,item,time', ...rows, 'u,b,sometime', 'u,a'].join('\n');
  const log = await read(text);
  expect(log.items.length).toBe(100);
  expect(log.report.warnings.join('\n')).toMatch(/line 102.*sometime/);
  expect((await inputErrorOf(read(text, 'log.csv', { maxBadRows: 0.01 }))).message).toMatch(
    /2 of 102 rows.*--max-bad-rows 2%/,
  );
  expect((await inputErrorOf(read(text, 'log.csv', { maxBadRows: 0 }))).line).toBe(103);
});

test('rows of variants, of unknown items, of nobody and without an item', async () => {
  const aliases = new Map([['a-red', 'a']]);
  const text =
    'customer_id,sku,date\nu,a-red,2020-01-01\nu,z,2020-01-02\n,b,2020-01-03\nguest,b,2020-01-03\nv,,2020-01-04\n';
  const log = await read(text, 'log.csv', { aliases });
  expect([...log.items]).toEqual([0]);
  expect(log.report).toMatchObject({ numUnknownItemRows: 1, numRowsWithoutUser: 2 });
  expect(log.report.warnings.join('\n')).toMatch(/say nothing of who.*\n.*name no item/);
});

test('a user may be called 0, but for a shop that is a guest', async () => {
  const rows = '0,a,2020-01-01\n1,b,2020-01-02\n';
  expect((await read(`user_id,item_id,timestamp\n${rows}`)).userIds).toEqual(['0', '1']);
  expect((await read(`Customer User ID,sku,date\n${rows}`)).userIds).toEqual(['1']);
});

test('an order is a purchase, whatever its number begins with, until it is taken back', async () => {
  const rows = [
    'C1,u,a,2,false,paid',
    'C1,u,b,1,false,',
    'C2,u,a,-2,no,paid',
    'C3,u,c,1,2024-01-01,paid',
    'C4,u,c,1,,Refunded',
  ];
  const header = 'order id,customer,sku,qty,cancelled at,status,date';
  const log = await read(`${header}\n${rows.map((row, i) => `${row},2023-12-0${i + 1}`).join('\n')}\n`);
  expect(log.report.numEvents).toEqual({ purchase: 2, refund: 2, cancelled: 1 });
  expect(log.report.numOrders).toBe(4);
});

test('orders as an API gives them: an event a line', async () => {
  const line_items = [
    { product_id: 'gid://shopify/Product/a', quantity: 1 },
    { product_id: 'c', quantity: 3 },
    { product_id: 'z' },
  ];
  const order = { id: 1, customer: { id: 7, note: 'x' }, created_at: '2024-05-01T10:00:00+02:00', line_items };
  const log = await read(
    `${JSON.stringify(order)}\n${JSON.stringify({ ...order, id: 2, customer: { id: 8 } })}`,
    'log.jsonl',
  );
  expect(log.userIds).toEqual(['7', '8']);
  expect([...log.items]).toEqual([0, 2, 0, 2]);
  expect(log.report.numEvents).toEqual({ purchase: 4 });
});

test('columns of other languages', async () => {
  const german = await read('Kundennummer,Artikelnummer,Bestelldatum,Menge\n7,a,31.12.2023 18:05,2\n8,b,1.1.2024,1\n');
  expect(german.report.numEvents).toEqual({ purchase: 2 });
  const french = await read(
    'id client,référence,date de commande,quantité,statut\n7,a,2024-01-01,2,Annulée\n8,b,2024-01-02,1,Payée\n',
  );
  expect(french.report.numEvents).toEqual({ purchase: 1, cancelled: 1 });
  const spanish = await read(
    'usuario,producto,fecha,evento\n7,a,2024-01-01,Añadir al carrito\n8,b,2024-01-02,Comprado\n',
  );
  expect(spanish.report.numEvents).toEqual({ purchase: 1, add_to_cart: 1 });
});

test('a column is an item by its values, where no name says so', async () => {
  const log = await read('email,what,moment\nx@y.de,a,2024-01-01\nz@y.de,c,2024-01-02\n');
  expect([...log.items]).toEqual([0, 2]);
  expect(log.report.columnLine()).toContain('item = "what"');
});

test('what the map names wins', async () => {
  const text = 'user_id,person,item_id,timestamp\n1,p,a,2024-01-01\n2,p,b,2024-01-02\n';
  const log = await read(text, 'log.csv', { map: [['user_id', 'person']] });
  expect(log.userIds).toEqual(['p']);
});

test.each([
  ['view_item', 'view'],
  ['product_viewed', 'view'],
  ['clickedObjectIDs', 'select'],
  ['addToCart', 'add_to_cart'],
  ['Product Added', 'add_to_cart'],
  ['add_to_wishlist', 'save'],
  ['transaction', 'purchase'],
  ['gekauft', 'purchase'],
  ['page_view', undefined],
  ['view_item_list', undefined],
  ['begin_checkout', undefined],
  ['toString', undefined],
])('the event %s', (name, type) => expect(eventNamed(name)).toBe(type));

test('any text is read, or refused in words', async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      'u1',
      'u2',
      '',
      'guest',
      'a',
      'b',
      'zz',
      '2024-01-01',
      '1/2/2024',
      '1790000000',
      '-1',
      '0',
      'view',
      'buy',
    ),
    fc.string({ maxLength: 12 }),
  );
  const names = fc.constantFrom(
    'user_id',
    'sku',
    'date',
    'event',
    'quantity',
    'status',
    'order id',
    'rating',
    'items',
    '__proto__',
  );
  const table = fc.record({
    header: fc.uniqueArray(names, { minLength: 2, maxLength: 6 }),
    rows: fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { maxLength: 12 }),
  });
  const asCsv = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async ({ header, rows }, isJson) => {
      const cut = rows.map((row) => row.slice(0, header.length));
      const text = isJson
        ? cut.map((row) => JSON.stringify(Object.fromEntries(header.map((name, i) => [name, row[i]])))).join('\n')
        : [header, ...cut].map((row) => row.map(asCsv).join(',')).join('\n');
      const outcome = await read(text, isJson ? 'log.jsonl' : 'log.csv', { maxBadRows: 1 }).catch(
        (error: unknown) => error,
      );
      if (outcome instanceof Error) {
        expect(outcome, String(outcome.stack)).toBeInstanceOf(InputError);
        return;
      }
      const log = outcome as Awaited<ReturnType<typeof read>>;
      expect(log.offsets.at(-1)).toBe(log.items.length);
      expect([...log.items].every((item) => item < ITEM_IDS.length)).toBe(true);
      expect(log.userIds.length).toBe(log.numUsers);
      if (log.timestampsArePositions) return;
      expect([...log.timestamps].every((time) => time >= Date.UTC(1990, 0, 1) && time <= NOW + 86_400_000)).toBe(true);
    }),
    { seed: 4, numRuns: 300 },
  );
});
