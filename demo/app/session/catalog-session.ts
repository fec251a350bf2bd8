// What is open, be it the films or a catalog of the visitor's own: one engine, what is shown of its answers, the acts on
// it, and how it calls its items. The views of both are drawn over this.
import type { TemplateResult } from 'lit';
import type { ItemSummary, Privet } from '../../../src/sdk/index.ts';
import type { ListSessionState } from '../state/list-state.ts';
import { completions, type Offer, type SearchScope } from '../state/search-scope.ts';
import type { WatchedState } from '../state/watched-state.ts';
import type { ListSession } from './list-session.ts';

/** How the items of a catalog are called and told. */
export interface CatalogWords {
  /** `film`, to be counted. */
  item: string;
  /** What stands below a title, in a line. */
  line(item: ItemSummary): string;
  /** Of the header's box. */
  search: Pick<SearchScope, 'label' | 'placeholder' | 'asksWhileTyping'>;
  /** A small picture of an item; whoever shows it also names the item. */
  cover(item: ItemSummary): TemplateResult;
}

export interface CatalogSession extends Pick<WatchedState<ListSessionState>, 'state'> {
  readonly words: CatalogWords;
  /** Undefined until it is open. */
  readonly privet: Privet | undefined;
  readonly list: ListSession;
  /** What could be searched for; nothing where nobody knows. */
  suggested(): Promise<readonly string[]>;
  /** Shows all that is known of an item. */
  openItem(itemId: string): void;
  /** Makes the list follow a sentence; absent where no list does. @returns whether anything of it was understood */
  followWish?(text: string): Promise<boolean>;
}

/**
 * What the header's box searches while it is this. Before anything is typed, what could be searched for. A title leads to
 * its item; where the list can follow a sentence, the last line makes it.
 */
export const catalogScope = (catalog: CatalogSession): SearchScope => ({
  ...catalog.words.search,
  none: '',
  query: catalog.state.search?.query ?? '',
  async offers(typed, signal) {
    if (typed === '') return (await catalog.suggested()).map((text) => ({ text, kind: 'query' }));
    const lines: Offer[] = await completions(catalog.privet, typed, signal);
    return lines.length > 0 && catalog.followWish ? [...lines, { text: typed, kind: 'wish' }] : lines;
  },
  ask: (text) => void catalog.list.search.ask(text),
  open({ itemId }) {
    if (itemId !== undefined) catalog.openItem(itemId);
    return itemId !== undefined;
  },
  ...(catalog.followWish && { follow: (text: string) => catalog.followWish!(text) }),
});
