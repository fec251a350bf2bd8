// What a build tells an owner at its end, line by line: of a small shop that has everything, and of texts that have nothing.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import { imageOrigins, imageSources } from '../../src/pipeline/site/image-origins.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { openShop } from '../shops/shop-engine.ts';
import { run, temporaryFolder } from './collecting-terminal.ts';

const KINDS = ['lamp', 'sofa', 'rug'];
/** Thirty items, and a row without a title or an id. */
function shopRows(price = (i: number) => `${10 + i}.50`): string {
  const rows = Array.from({ length: 30 }, (_, i) => {
    const kind = KINDS[i % 3]!;
    const image = i < 28 ? `https://${i % 7 ? 'img' : 'cdn'}.shop.example/${i}.jpg` : '';
    const link = i < 29 ? `https://shop.example/p/${i}` : '';
    return [`sku-${i}`, `${kind} number ${i}`, `A ${kind} for room ${i}`, kind, price(i), i % 10, image, link].join(
      ',',
    );
  });
  return ['id,title,description,category,price,stock,image,link', ...rows, ',,,lamp,3.00,1,,'].join('\n');
}

async function build(text: string, file: string, folder: string): Promise<string[]> {
  await writeFile(join(folder, file), text);
  const options = [
    '--bundle-only',
    '--out',
    join(folder, 'bundle'),
    '--cache',
    join(folder, '..', 'privet-test-cache'),
  ];
  const built = await run(['build', join(folder, file), '--max-bad-rows', '10%', ...options]);
  expect(built.code, built.notes).toBe(0);
  return built.out.split('\n');
}

let folder: string;
let lines: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-report-'));
  lines = await build(shopRows(), 'shop.csv', folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a shop: what there is, what was left out, what cards show, what is similar, what visits cost', () => {
  expect(lines.length).toBeLessThanOrEqual(25);
  expect(lines[0]).toMatch(/^30 items( out of 3\d rows)?; filters: category \(3\)/);
  expect(lines[1]).toMatch(/^ {2}1 row left out: /);
  const told = lines.join('\n');
  expect(told).toContain('with a picture: 28, a price: 30, a link: 29, a stock: 30 (3 sold out)');
  expect(told).toContain(
    '  pictures come from img.shop.example, cdn.shop.example, which can see what is shown to whom',
  );
  expect(told).toContain('no log: what sells, what goes with what and what trends is not known');
  expect(told).toMatch(
    /a later visit loads \d+ kB where nothing changed, \d+ kB where prices or stock did, little more/,
  );
  const first = lines.indexOf('beside five of them a page shows as similar:') + 1;
  const examples = lines.slice(first, first + 10);
  expect(
    examples
      .filter((_, i) => i % 2 === 0)
      .map((line) => line.trim().split(' ')[0])
      .slice(0, 3)
      .sort(),
  ).toEqual(KINDS.toSorted());
  for (const line of examples.filter((_, i) => i % 2 === 1)) expect(line.split(' | ')).toHaveLength(4);
});

test('similar items are those that the engine of a page gives', async () => {
  const engine = await openShop(join(folder, 'bundle'));
  const first = lines.indexOf('beside five of them a page shows as similar:') + 1;
  for (const at of [first, first + 2, first + 4]) {
    const title = lines[at]!.trim();
    const { items } = await engine.similar(`sku-${title.split(' ').at(-1)}`, { count: 4 });
    expect(lines[at + 1]!.trim()).toBe(items.map((item) => item.title).join(' | '));
  }
  await engine.dispose();
});

test('another build says what a visitor loads who returns', async () => {
  const again = (lines: string[]) => Number(/, (\d+) kB after this build/.exec(lines.join('\n'))?.[1]);
  const same = again(await build(shopRows(), 'shop.csv', folder));
  const dearer = again(
    await build(
      shopRows((i) => `${12 + i}.50`),
      'shop.csv',
      folder,
    ),
  );
  expect(same).toBeGreaterThan(0);
  expect(dearer).toBeGreaterThan(same);
});

test('texts without pictures, prices and links: what elements then need', async () => {
  const folder = await temporaryFolder();
  const rows = KINDS.map((kind, i) =>
    JSON.stringify({ id: `t${i}`, title: `About the ${kind}`, text: `All of a ${kind}` }),
  );
  const told = (await build(rows.join('\n'), 'texts.jsonl', folder)).join('\n');
  expect(told).toContain('with a picture: 0, a price: 0, a link: 0, a stock: 0\n');
  expect(told).toContain('no links: item-url="/products/{itemId}" on elements says where a card leads');
  expect(told).not.toContain('pictures come from');
});

test('embed-headers of a folder allows the hosts of its pictures', async () => {
  const { out } = await run(['embed-headers', folder, '--img-src', 'https://more.example']);
  expect(out).toContain(
    "; img-src 'self' data: https://img.shop.example https://cdn.shop.example https://more.example; ",
  );
});

test('no address of a picture says more than a host, and of many hosts all are allowed', () => {
  const addresses = [
    'https://a.example;script-src */x.jpg',
    '/own.jpg',
    'data:image/png,',
    '//cdn.example/1.jpg',
    'https://[::1]/',
  ];
  const catalog = {
    available: Bitset.full(addresses.length),
    detail: (row: number) => addresses[row],
  } as unknown as ItemCatalog;
  expect(imageOrigins(catalog)).toEqual(['https://cdn.example']);
  expect(imageSources(Array.from({ length: 31 }, (_, i) => `https://${i}.example`))).toEqual(['https:']);
});
