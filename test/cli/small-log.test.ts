// `privet build` with a log that is too small to train on: what it says, what it builds, and that nobody of the log is in it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { openBundle } from '../../src/pipeline/input/read-bundle-folder.ts';
import { readInteractions } from '../../src/pipeline/input/read-interactions.ts';
import { readItems } from '../../src/pipeline/input/read-items.ts';
import { logWorth } from '../../src/pipeline/site/log-worth.ts';
import { inputErrorOf } from '../input/files.ts';
import { TRUTH, zooPath } from '../zoo/read-zoo.ts';
import { run, temporaryFolder } from './collecting-terminal.ts';

/** All that is written, unpacked. */
async function textOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name)));
  const texts = (await Promise.all(files)).map((bytes) =>
    (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1'),
  );
  return texts.join('\n');
}

test("a shop's orders: content with their counts, and nobody of them in any file", async () => {
  const folder = await temporaryFolder();
  const files = [zooPath('shopify-products.csv'), '--interactions', zooPath('shopify-orders.csv')];
  const out = join(folder, 'bundle');
  const built = await run(['build', ...files, '--bundle-only', '--out', out, '--cache', join(folder, 'cache')]);
  expect(built.code, built.notes).toBe(0);
  expect(built.out).toMatch(/^nothing is trained: the log has \d+ events, \d+ people .* 500 events and 50 /m);
  expect(built.notes).toContain('columns of the log: user = "Email", item = "Lineitem sku"');
  expect(built.notes).toMatch(/left out: refunds or returns \(\d+\)/);
  expect((await openBundle(out)).manifest.models).toEqual({});
  const secrets = TRUTH['shopify-orders.csv']!.checks.flatMap(({ secret }) =>
    secret === undefined ? [] : [String(secret)],
  );
  expect(secrets.length).toBeGreaterThan(3);
  const written = `${await textOf(folder)}${built.notes}${built.out}`;
  for (const secret of secrets) expect(written.includes(secret), secret).toBe(false);
  // Most sold first: the cold list.
  const titles = await readItems(zooPath('shopify-products.csv'));
  expect(titles.items.length).toBe((await openBundle(out)).manifest.numItems);
});

/** People who go on to the next of some items by a share, and else take what is popular. */
async function logOf(numUsers: number, share: number, numItems = 200) {
  const random = createRandom(3);
  const rows = ['user_id,item_id,timestamp'];
  for (let user = 0; user < numUsers; user++) {
    let item = random.integer(numItems);
    for (let i = 0; i < 10; i++) {
      rows.push(`u${user},i${item},${1_700_000_000 + user * 5000 + i * 86_400}`);
      item = random.next() < share ? (item + 1) % numItems : Math.floor(numItems * random.next() ** 2);
    }
  }
  const file = join(await temporaryFolder(), 'log.csv');
  await writeFile(file, rows.join('\n'));
  return readInteractions(
    file,
    Array.from({ length: numItems }, (_, i) => `i${i}`),
  );
}

test.each([
  ['few events', 12, 0.8, false, /nothing is trained: the log has 120 events/],
  ['people who follow others', 300, 0.6, true, /learning curve.* from 2,700 events; popularity .*\n.* is worth it/],
  ['people who do as they like', 300, 0, false, /learning curve.*\nnothing is trained: others tell no more/],
  ['people who follow others a little', 300, 0.05, false, /it is worth it from about [\d,]+ events on/],
])('%s', async (_, numUsers, share, isWorth, said) => {
  const worth = await logWorth(await logOf(numUsers, share));
  expect(worth.lines.join('\n')).toMatch(said);
  expect(worth.isWorth).toBe(isWorth);
});

test('the same log gives the same curve', async () => {
  const log = await logOf(100, 0.3);
  expect(await logWorth(log)).toEqual(await logWorth(log));
});

test('a log in place of items, and items in place of a log, are told in words', async () => {
  const swapped = await inputErrorOf(readItems(zooPath('odd/log-as-catalog.csv')));
  expect(swapped.message).toMatch(/log.*user.*privet build <items> --interactions/);
  expect((await inputErrorOf(readItems(zooPath('orders.csv')))).message).toMatch(/--interactions/);
  expect((await inputErrorOf(readItems(zooPath('woocommerce-orders.csv')))).message).toMatch(/--interactions/);
  expect((await inputErrorOf(readItems(zooPath('ga4-events.jsonl')))).message).toMatch(/--interactions/);
  const catalog = await inputErrorOf(readInteractions(zooPath('shopify-products.csv'), ['a']));
  expect(catalog.message).toMatch(/catalog.*privet build <items>/);
});
