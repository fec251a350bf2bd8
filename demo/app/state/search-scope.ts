// What the header's box searches: the films, unless a view says that it is something of its own. There is one box a page.
import type { Privet, Suggestion } from '../../../src/sdk/index.ts';

/** A line below the box: something that may be searched for or, where `open` takes it, gone to. */
export interface Offer {
  text: string;
  kind: Suggestion['kind'] | 'region' | 'wish';
  itemId?: string | undefined;
}

export interface SearchScope {
  /** Name of the box. */
  label: string;
  placeholder: string;
  /** Said where nothing is offered for what is typed; '' says nothing. */
  none: string;
  /** Asks when the typing pauses, too. */
  asksWhileTyping: boolean;
  /** A field that is typed empty goes on waiting (default: that ends the search). */
  staysWhenEmpty?: boolean;
  /** What is searched for; '' for nothing. */
  query: string;
  /** Lines for what is typed, which may be nothing. */
  offers(typed: string, signal: AbortSignal): Promise<readonly Offer[]>;
  /** Searches; an empty text ends the search. */
  ask(text: string): void;
  /** Goes to what a line is about. @returns false where it is to be searched for */
  open(offer: Offer): boolean;
  /** Makes the list follow what is typed, in place of a search; absent where no list does. @returns whether it was understood */
  follow?(text: string): Promise<boolean>;
}

const NUM_COMPLETIONS = 6;

/** How an engine would go on with what is typed. */
export async function completions(privet: Privet | undefined, prefix: string, signal: AbortSignal) {
  return (await privet?.suggest({ prefix, count: NUM_COMPLETIONS }, { signal })) ?? [];
}
