// A catalog of the zoo through the reader of the command line, beside truth.json: roles that are right, and what checks say.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Item } from '../../src/items/item.ts';
import { roleWord } from '../../src/pipeline/input/column-map.ts';
import { type ReadItems, readItems } from '../../src/pipeline/input/read-items.ts';
import { itemText } from '../../src/text/item-text.ts';

export interface Check {
  id?: string;
  title?: string;
  absent?: string;
  field?: string;
  value?: unknown;
  oneOf?: unknown[];
  contains?: string;
  lacks?: string;
  endsWith?: string;
  [further: string]: unknown;
}

export interface Truth {
  kind: 'catalog' | 'log';
  items: number;
  roles: Record<string, string | string[]>;
  checks: Check[];
}

export const TRUTH: Record<string, Truth> = JSON.parse(readFileSync(new URL('./truth.json', import.meta.url), 'utf8'));

export const zooPath = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

export interface Read {
  input: ReadItems;
  /** `column: role, expected roles`, of those that are not right. */
  wrongRoles: string[];
  numRoles: number;
  /** In words. */
  failed: string[];
}

export async function readZoo(name: string): Promise<Read> {
  const { roles, checks, items } = TRUTH[name]!;
  const input = await readItems(zooPath(name));
  const guessed = new Map(input.guesses.map((guess) => [guess.name, roleWord(guess.role)]));
  const plain = (column: string) => column.replace(/^(g|dc|content|media):/, '');
  const named = Object.entries(roles).map(([column, right]) => [plain(column), right] as const);
  const expected = named.filter(([column]) => guessed.has(column));
  const wrongRoles = expected.flatMap(([column, right]) => {
    const role = guessed.get(column)!;
    const allowed = [right].flat().map((one) => (one === 'related' ? 'ignore' : one));
    return allowed.includes(role) ? [] : [`${column}: ${role}, expected ${allowed.join(' or ')}`];
  });
  const failed = checks.flatMap((check) => {
    const found = checkedValue(input.items, check);
    return found === undefined ? [] : [`${JSON.stringify(check)}: found ${found}`];
  });
  if (input.items.length !== items) failed.unshift(`${input.items.length} items, expected ${items}`);
  return { input, wrongRoles, numRoles: expected.length, failed };
}

/** Undefined where the check holds; else what was found. */
function checkedValue(items: readonly Item[], check: Check): string | undefined {
  if (check.absent !== undefined) {
    const there = items.find(({ id, title }) => id === check.absent || title === check.absent);
    return there && `${there.id} ${there.title}`;
  }
  const item = items.find(({ id, title }) => (check.id === undefined ? title === check.title : sameId(id, check.id)));
  if (!item) return 'no such item';
  const found = fieldOf(item, check.field ?? 'text');
  return holds(found, check) ? undefined : (JSON.stringify(found)?.slice(0, 300) ?? 'nothing');
}

const sameId = (id: string, asked: string) => id === asked || id === String(asked);

function fieldOf(item: Item, field: string): unknown {
  const { details, facets } = item;
  const number = (name: string) => (details[name] === undefined ? undefined : Number(details[name]));
  if (field === 'price') return number('list-price') ?? number('price');
  if (field === 'salePrice') return details['list-price'] === undefined ? undefined : number('price');
  if (field === 'inStock') return number('stock');
  if (field === 'link') return details.url;
  if (field === 'currency' || field === 'image' || field === 'date') return details[field];
  if (field === 'brand' || field === 'category' || field === 'tags') return facets[field];
  if (field === 'text' || field === 'description') {
    return [
      itemText(item.fields),
      item.fields.description,
      ...Object.values(details),
      ...Object.values(facets).flat(),
    ].join(' ');
  }
  if (field.startsWith('facets.')) return facetOf(item, field.slice('facets.'.length));
  return (item as unknown as Record<string, unknown>)[field];
}

function facetOf({ facets, details }: Item, name: string): unknown {
  const names = name === 'author' ? ['author', 'authors', 'creator', 'dc-creator', 'brand'] : [name];
  const plain = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]/g, '');
  for (const one of names) {
    const known = Object.entries(facets).find(([facet]) => plain(facet) === plain(one));
    if (known) return known[1];
    const detail = Object.entries(details).find(([facet]) => plain(facet) === plain(one));
    if (detail) return detail[1];
  }
  return undefined;
}

function holds(found: unknown, check: Check): boolean {
  const { value, oneOf, contains, lacks, endsWith } = check;
  if (oneOf) return oneOf.some((one) => holds(found, { ...check, oneOf: undefined as never, value: one }));
  if (contains !== undefined)
    return [contains].flat().every((text) => String(found).toLowerCase().includes(text.toLowerCase()));
  if (lacks !== undefined) return [lacks].flat().every((text) => !String(found).includes(text));
  if (endsWith !== undefined) return String(found ?? '').endsWith(endsWith);
  if (value === null) return found === undefined || (Array.isArray(found) && found.length === 0);
  if (check.field === 'inStock')
    return value === true
      ? Number(found) > 0
      : value === false
        ? found === 0
        : found === value || Number(found) > 0 === Number(value) > 0;
  if (check.field === 'date') return String(found ?? '').slice(0, 10) === String(value).slice(0, 10);
  if (Array.isArray(found)) {
    const lower = found.map((one) => String(one).toLowerCase());
    return [value].flat().every((one) => lower.includes(String(one).toLowerCase()));
  }
  if (typeof value === 'number') return Math.abs(Number(found) - value) < 1e-9;
  if (Array.isArray(value))
    return value.every((one) =>
      String(found ?? '')
        .toLowerCase()
        .includes(String(one).toLowerCase()),
    );
  return String(found ?? '').toLowerCase() === String(value).toLowerCase();
}
