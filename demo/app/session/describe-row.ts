// What a row of films says of itself: a title that is true of every film in it, and a line below.
import { type ItemSummary, opinionOf, type Shelf } from '../../../src/sdk/index.ts';
import type { ShelfState } from '../state/app-state.ts';
import { countryWords, sentenceCase, withAnd } from '../state/words.ts';
import { THEMES_AS_SAID } from './reason-line.ts';

/** Facets that rows are of. How long a film is or who may see it makes nobody want it. */
export const ROW_FACETS = ['people', 'mood', 'theme', 'country', 'genre', 'decade'];
const MAX_GENRES = 3;

type ValueRow = Extract<Shelf, { kind: 'value' }>;

/** Undefined for the kinds that only pages have which name no day. */
export function describeRow(row: Shelf): ShelfState | undefined {
  const { items } = row;
  if (row.kind === 'beside') return besideRow(row);
  if (row.kind === 'value') {
    const note = `You liked ${withAnd(row.liked.map(({ title }) => title))}`;
    return { id: `${row.facet} ${row.value}`, title: titleOf(row), note, items };
  }
  if (row.kind === 'gems') {
    return {
      id: 'gems',
      title: 'Hidden gems',
      note: 'Good guesses that are not widely known',
      items,
    };
  }
  if (row.kind === 'further') {
    const note = 'Good guesses, a step away from what you like';
    return { id: 'further', title: 'A little further out', note, items };
  }
  if (row.kind !== 'new') return undefined;
  const genres = row.values.slice(0, MAX_GENRES).join(', ').toLowerCase();
  return { id: 'new', title: 'New to you', note: sentenceCase(`${genres}: hardly among your likes so far`), items };
}

function besideRow({ items, causes }: Extract<Shelf, { kind: 'beside' }>): ShelfState {
  const cards = causes.flatMap(({ item, itemIds }) => itemIds.map((itemId) => [itemId, item] as const));
  return {
    id: 'beside',
    title: `Goes with films you ${causes.every(({ event }) => opinionOf(event) === 'like') ? 'liked' : 'picked'}`,
    note: causes.map(({ item }) => item.title).join(' · '),
    items,
    reasons: new Map(cards.map(([itemId, { title }]) => [itemId, `Goes with ${title}`])),
    causes: cards.map(([, { itemId }]) => itemId),
  };
}

function titleOf({ facet, value, items }: ValueRow): string {
  if (facet === 'people') return `${withOrBy(value, items)} ${value}`;
  if (facet === 'mood') return sentenceCase(`${value} films`);
  if (facet === 'theme') return `About ${THEMES_AS_SAID.get(value) ?? value}`;
  if (facet === 'country') return `From ${countryWords(value)}`;
  if (facet === 'decade') return `From the ${value}`;
  return sentenceCase(`${value} films`.toLowerCase());
}

/** People of a film are its directors and its cast. */
function withOrBy(name: string, items: readonly ItemSummary[]): string {
  const isIn = (part: 'director' | 'cast') => (item: ItemSummary) => item.details[part]?.split(', ').includes(name);
  if (items.every(isIn('director'))) return 'By';
  return items.every(isIn('cast')) ? 'With' : 'By or with';
}
