// What an owner got, for the end of a build: how many items, what was left out, what cards can show, and what stands beside
// five of them. It is read off the bundle that was written, by the page's own code: a page shows these very lists.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { besideItem } from '../../engine/lists/beside-item.ts';
import { SimilarItems } from '../../engine/lists/similar-items.ts';
import { TableLists } from '../../engine/lists/table-lists.ts';
import type { Manifest } from '../../formats/manifest.ts';
import { openCatalog, readItemToItem } from '../input/read-bundle-folder.ts';
import type { ReadItems } from '../input/read-items.ts';
import { imageOrigins } from '../site/image-origins.ts';

const NUM_EXAMPLES = 5;
const NUM_SIMILAR = 4;
const MAX_TITLE_CHARS = 44;
/** Kinds of what was left out that are named. */
const MAX_LEFT_OUT = 3;
const MAX_HOSTS = 3;
/** What the widest and the finest kinds are called where a file has them. */
const KINDS = ['department', 'category'];

/** @param folder  of the bundle @throws as `openCatalog` */
export async function reportLines(
  folder: string,
  { numRows, notes }: Pick<ReadItems, 'numRows' | 'notes'>,
  hasLog: boolean,
): Promise<string[]> {
  const { manifest, catalog } = await openCatalog(folder);
  const beside = await listsBeside(folder, manifest, catalog);
  const rows = numRows === catalog.numItems ? '' : ` out of ${counted(numRows, 'row')}`;
  return [
    `${counted(catalog.numItems, 'item')}${rows}${valuesLine(catalog)}`,
    ...leftOutLines(notes),
    ...cardLines(catalog),
    'beside five of them a page shows as similar:',
    ...exampleRows(catalog).flatMap((row) => [
      `  ${titleOf(catalog, row)}`,
      `    ${beside(row).join(' | ') || 'nothing'}`,
    ]),
    ...(hasLog ? [] : [WITHOUT_LOG]),
  ];
}

const WITHOUT_LOG =
  'no log: what sells, what goes with what and what trends is not known; with some thousand events it is (docs/logs.md)';

/** What a page lists beside an item, as titles: what can be had comes first there. */
async function listsBeside(folder: string, manifest: Manifest, catalog: ItemCatalog) {
  const table = await readItemToItem({ folder, manifest });
  const similar = new SimilarItems(catalog.embeddings, manifest.embeddingDim - manifest.qualityDims);
  const lists = table && new TableLists(table, catalog.embeddings, manifest.itemScale);
  const related = lists ?? { beside: similar.find.bind(similar) };
  const allowed = catalog.available.andNot(catalog.soldOut());
  return (row: number): string[] => {
    const others = allowed.and(allowed);
    others.delete(row);
    const { indices } = besideItem({ catalog, manifest, related, similar }, row, others);
    return Array.from(indices.subarray(0, NUM_SIMILAR), (index) => titleOf(catalog, index));
  };
}

/** Known items of different kinds: the first, best known one of each of the largest kinds, then of all. */
function exampleRows(catalog: ItemCatalog): number[] {
  const counts = catalog.facetCounts();
  const kinds = [...KINDS, ...Object.keys(counts)].map((facet) => [facet, counts[facet] ?? []] as const);
  const [facet, values] = kinds.find(([, values]) => values.length > 1) ?? ['', []];
  const firsts = values.slice(0, NUM_EXAMPLES).map(({ value }) => catalog.itemsWith(facet, value)[0]!);
  return [...new Set([...firsts, ...catalog.available.indices()])].slice(0, NUM_EXAMPLES);
}

function valuesLine(catalog: ItemCatalog): string {
  const facets = Object.entries(catalog.facetCounts());
  if (facets.length === 0) return '';
  return `; filters: ${facets.map(([name, values]) => `${name} (${values.length})`).join(', ')}`;
}

/** The reader's own words, as it said them before the work. */
function leftOutLines(notes: readonly string[]): string[] {
  const told = notes.filter((note) => / left out\b/.test(note)).map((note) => `  ${note}`);
  const more = told.length - MAX_LEFT_OUT;
  return [
    ...told.slice(0, MAX_LEFT_OUT),
    ...(more > 0 ? [`  and ${more} more of what was left out, named above`] : []),
  ];
}

/** How many have what cards show, and what a page needs for it. */
function cardLines(catalog: ItemCatalog): string[] {
  const rows = [...catalog.available.indices()];
  const having = (name: string) => rows.filter((row) => catalog.detail(row, name) !== undefined).length;
  const [pictures, prices, links, stock] = ['image', 'price', 'url', 'stock'].map(having) as [
    number,
    number,
    number,
    number,
  ];
  const soldOut = stock > 0 ? ` (${catalog.soldOut().count()} sold out)` : '';
  const origins = imageOrigins(catalog).map((origin) => origin.replace(/^https?:\/\//, ''));
  const more = origins.length - MAX_HOSTS;
  const hosts = `${origins.slice(0, MAX_HOSTS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [
    `with a picture: ${pictures}, a price: ${prices}, a link: ${links}, a stock: ${stock}${soldOut}`,
    ...(links === 0 ? ['  no links: item-url="/products/{itemId}" on elements says where a card leads'] : []),
    ...(prices > 0 && having('currency') === 0
      ? ['  no currency: currency="EUR" on elements writes prices as amounts of it']
      : []),
    ...(origins.length > 0 ? [`  pictures come from ${hosts}, which can see what is shown to whom`] : []),
  ];
}

function titleOf(catalog: ItemCatalog, row: number): string {
  const title = catalog.title(row);
  return title.length > MAX_TITLE_CHARS ? `${title.slice(0, MAX_TITLE_CHARS - 1)}…` : title;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}
