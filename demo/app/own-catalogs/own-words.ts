// How items of any domain are told in a line: what the columns were called is all that is known of them.

import { html } from 'lit';
import { type HistoryEntry, type ItemSummary, type Opinion, opinionOf } from '../../../src/sdk/index.ts';
import type { OwnCatalog } from '../../../src/sdk/own-catalogs.ts';
import { GROUP_FACET } from '../../../src/visitor-files.ts';
import type { CatalogWords } from '../session/catalog-session.ts';
import { sentenceCase } from '../state/words.ts';

/** Details that have a place of their own. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['description', 'year']);
const MAX_TAGS = 5;

export const ownWords = ({ name }: OwnCatalog): CatalogWords => ({
  item: 'item',
  // The first search brings the text encoder to work: not for half a sentence.
  search: { label: 'Search in this catalog', placeholder: `Search in ${name}`, asksWhileTyping: false },
  line: itemLine,
  cover: (item) => html`<own-cover .item=${item}></own-cover>`,
});

/** `minutes` -> `Minutes`. */
export function columnLabel(name: string): string {
  return name === GROUP_FACET ? 'About' : sentenceCase(name.replace(/-column$/, '').replaceAll('-', ' '));
}

/** Year, the first value of the first two facets, and a fact with its name. */
function itemLine(item: ItemSummary): string {
  const [first, second] = ownFacets(item);
  const fact = facts(item)[0];
  const parts = [
    item.details.year,
    first?.[1][0],
    second?.[1][0],
    fact && `${fact[1]} ${columnLabel(fact[0]).toLowerCase()}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Values of the facets that the line leaves out. */
export function itemTags(item: ItemSummary): string[] {
  const [first, second, ...others] = ownFacets(item);
  const rest = [
    ...(first?.[1].slice(1) ?? []),
    ...(second?.[1].slice(1) ?? []),
    ...others.flatMap(([, values]) => values),
  ];
  return rest.slice(0, MAX_TAGS);
}

export function facts(item: ItemSummary): [string, string][] {
  return Object.entries(item.details).filter(([name]) => !TOLD_ELSEWHERE.has(name));
}

export function ownFacets(item: ItemSummary): [string, string[]][] {
  return Object.entries(item.facets).filter(([name]) => name !== GROUP_FACET);
}

/** What was said of items that are there, newest first. */
export function tapsWithItems(taps: readonly HistoryEntry[] = []): { item: ItemSummary; opinion: Opinion }[] {
  return taps.flatMap(({ event, item }) => {
    const opinion = opinionOf(event);
    return item && opinion ? [{ item, opinion }] : [];
  });
}
