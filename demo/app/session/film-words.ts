// How films are called and told where any catalog may be shown.
import { html } from 'lit';
import { filmLine } from '../state/words.ts';
import type { CatalogWords } from './catalog-session.ts';

export const filmWords: CatalogWords = {
  item: 'film',
  search: { label: 'Search by a sentence', placeholder: 'A slow heist film with a twist', asksWhileTyping: true },
  line: filmLine,
  cover: (item) => html`<film-poster .item=${item}></film-poster>`,
};
