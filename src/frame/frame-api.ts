// What a page asks through a frame, and what it gets. Types only: public, with `privet/frame`.
import type { Condition, ElementName, ForYouRequest, LIST_CALLS, ListRules } from '../sdk/index.ts';
import type { FrameListName } from './protocol.ts';

/** What a page may know of an item that a frame answers. */
export interface FrameItem {
  itemId: string;
  title: string;
  facets: Record<string, string[]>;
  details: Record<string, string | number>;
}

export interface FrameList {
  items: FrameItem[];
  /** Goes back with a `select`, as its detail. */
  requestId: string;
}

/** `ListRules` of the SDK, but for those that are about a history. A list with any of them but `count` is a stranger's. */
export type FrameRules = Omit<ListRules, 'minScore' | 'hideBought' | 'hideViewed' | 'anonymous'>;
/** With nothing but `count`: the visit's items of the person, 24 at most. */
export type FrameForYouRequest = FrameRules & Pick<ForYouRequest, 'basket' | 'context'>;
export type FrameSearchRequest = Omit<FrameRules, 'diversity' | 'novelty'> & { query: string };

/**
 * The lists that a frame answers. `forYou` without rules has up to 24 of the items that the person is shown, the same ones for a
 * visit; some are always left out, and in a small catalog there are fewer. With any rule, and beyond two visits a day, it is a
 * stranger's list, as all others are.
 */
export type FrameLists = {
  [Name in FrameListName]: Name extends 'forYou'
    ? (request?: FrameForYouRequest) => Promise<FrameList>
    : Name extends 'search'
      ? (request: FrameSearchRequest) => Promise<FrameList>
      : (typeof LIST_CALLS)[Name] extends { beside: infer Beside }
        ? (beside: Beside extends 'item' ? string : string[], rules?: FrameRules) => Promise<FrameList>
        : (rules?: FrameRules) => Promise<FrameList>;
};

/** What the frame draws: the attributes of the elements (docs/elements.md), lists and conditions as such. */
export interface ShowRequest {
  /** Default `for-you`. `privacy`: what is kept, exported and erased; `none`: nothing. */
  list?: ElementName | 'privacy' | 'none';
  item?: string;
  items?: string | string[];
  cart?: boolean;
  count?: number;
  where?: string | Record<string, Condition | string[]>;
  exclude?: string | string[];
  diversity?: number;
  caps?: string;
  fallback?: 'popular';
  live?: boolean;
  currency?: string;
  label?: string;
  query?: string;
  placeholder?: string;
  'item-url'?: string;
  'no-images'?: boolean;
  'hide-when-empty'?: boolean;
  /** Default: what the browser says to the frame. */
  'color-scheme'?: 'light' | 'dark' | 'light dark';
}
