// What a shop's own export names as going with a product, or as like it, stands first, by whatever id it is named.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tableItems } from '../../src/items/item-reader.ts';
import { readTable } from '../../src/items/table.ts';
import { run } from '../cli/collecting-terminal.ts';
import { guessRoles } from '../items/read-both.ts';
import { openShop } from './shop-engine.ts';

const folder = await mkdtemp(join(tmpdir(), 'privet-companions-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** WooCommerce: SKUs, `id:` and ids that nothing has. */
const WOO = `ID,Type,SKU,Name,Regular price,Categories,Upsells,Cross-sells
11,simple,KET-1,Enamel kettle,39,Kettles,KET-2,"CUP-1, id:14, GONE-9, KET-1"
12,simple,KET-2,Glass kettle,54,Kettles,"LAMP-2, id:16, GONE-9, KET-2",
13,simple,CUP-1,Two stoneware mugs,18,Cups,,
14,simple,LAMP-1,Desk lamp of brass,80,Lamps,,
15,simple,LAMP-2,Floor lamp of oak,120,Lamps,,
16,simple,POT-1,Stoneware teapot,32,Teapots,,KET-1
`;

test('named products come first: cross-sells in what goes with one, upsells in what is like it; itself and unknown ids nowhere', async () => {
  const file = join(folder, 'products.csv');
  await writeFile(file, WOO);
  const built = await run([
    'build',
    file,
    '--bundle-only',
    '--out',
    join(folder, 'bundle'),
    '--cache',
    join(folder, 'cache'),
  ]);
  expect(built.code).toBe(0);
  expect(built.notes).toContain('2 items name others that go with them');
  expect(built.notes).toContain('2 items name others that are like them');
  expect(built.out + built.notes).toMatch(/Glass kettle\n +Floor lamp of oak \| Stoneware teapot \|/);
  const engine = await openShop(join(folder, 'bundle'));
  const titles = async (itemId: string, rules = {}) =>
    (await engine.goesWith([itemId], rules)).items.map(({ title }) => title);
  expect((await titles('KET-1')).slice(0, 2)).toEqual(['Two stoneware mugs', 'Desk lamp of brass']);
  expect(await titles('KET-1')).not.toContain('Glass kettle');
  expect((await titles('POT-1'))[0]).toBe('Enamel kettle');
  expect(await titles('POT-1', { exclude: ['KET-1'] })).not.toContain('Enamel kettle');
  const alike = async (itemId: string, rules = {}) =>
    (await engine.similar(itemId, rules)).items.map(({ title }) => title);
  expect((await alike('KET-2')).slice(0, 2)).toEqual(['Floor lamp of oak', 'Stoneware teapot']);
  expect(await alike('KET-2', { exclude: ['LAMP-2'] })).not.toContain('Floor lamp of oak');
  expect(await alike('KET-2')).not.toContain('Glass kettle');
  expect((await alike('KET-2')).sort()).toEqual([...new Set(await alike('KET-2'))].sort());
  expect((await alike('KET-1'))[0]).toBe('Glass kettle');
  expect((await alike('LAMP-1'))[0]).toBe('Floor lamp of oak');
  const { items } = await engine.popular({ count: 10 });
  for (const { details } of items) {
    expect(details).not.toHaveProperty('companionIds');
    expect(details).not.toHaveProperty('relatedIds');
  }
  await engine.dispose();
});

test('handles, lists in cells and identifiers of interfaces name products as well', async () => {
  const csv = `Handle,Title,Type,Complementary products (product.metafields.shopify--discovery--product_recommendation.complementary_products),Related products (product.metafields.shopify--discovery--product_recommendation.related_products)
jacket,Waxed jacket,Jackets,hat; gid://shopify/Product/tin; nobody,coat
hat,Wool hat,Hats,,
tin,Tin of wax,Care,,
coat,Wool coat,Coats,,"jacket, coat"
`;
  const table = await readTable(async function* () {
    yield new TextEncoder().encode(csv);
  }, 'products.csv');
  const { items } = tableItems(table, guessRoles(table));
  expect(items.map(({ details }) => details.companionIds)).toEqual(['hat\ntin', undefined, undefined, undefined]);
  expect(items.map(({ details }) => details.relatedIds)).toEqual(['coat', undefined, undefined, 'jacket']);
});
