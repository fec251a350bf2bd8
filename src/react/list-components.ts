// The lists in one line of markup each: a hook and <ItemList>. Who needs more of the list (refresh, isStale) calls the hook.
import { type ComponentPropsWithoutRef, createElement, type ReactNode } from 'react';
import type { ForYouRequest, ItemSummary, ListRules, RankedItem, RecentRequest } from '../sdk/index.ts';
import { ItemList, type ListLook } from './item-list.ts';
import type { HookOptions } from './use-answer.ts';
import { useForYou, useGoesWith, usePopular, useRecent, useSimilar, useTrending } from './use-lists.ts';

/** Attributes of the <ul>; all other props are the request. */
type Named = Pick<ComponentPropsWithoutRef<'ul'>, 'id' | 'className' | 'style' | 'aria-label' | 'aria-labelledby'>;

/** @typeParam Request  what the hook takes, each of its fields a prop */
type ListProps<Request, Item = RankedItem> = Request & HookOptions & ListLook<Item> & Named;

export type ForYouProps = ListProps<ForYouRequest>;
export type SimilarProps = ListProps<ListRules> & { item: string | undefined };
export type GoesWithProps = ListProps<ListRules, ItemSummary> & { items: readonly string[] };
export type PopularProps = ListProps<ListRules>;
export type TrendingProps = ListProps<ListRules>;
export type RecentProps = ListProps<RecentRequest, ItemSummary>;

export function ForYou(props: ForYouProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<RankedItem>, { ...look, list: useForYou(request, options) });
}

/** `item`: what to be like. */
export function Similar({ item, ...props }: SimilarProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<RankedItem>, { ...look, list: useSimilar(item, request, options) });
}

/** `items`: ids of what to go with. */
export function GoesWith({ items, ...props }: GoesWithProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<ItemSummary>, { ...look, list: useGoesWith(items, request, options) });
}

export function Popular(props: PopularProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<RankedItem>, { ...look, list: usePopular(request, options) });
}

export function Trending(props: TrendingProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<RankedItem>, { ...look, list: useTrending(request, options) });
}

export function Recent(props: RecentProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<ItemSummary>, { ...look, list: useRecent(request, options) });
}

function parted<Request, Item>(props: ListProps<Request, Item>) {
  const { children, fallback, live, id, className, style, ...rest } = props;
  const { 'aria-label': label, 'aria-labelledby': labelledBy, ...request } = rest;
  const named = { id, className, style, 'aria-label': label, 'aria-labelledby': labelledBy };
  return { request, options: { live }, look: { children, fallback, ...named } };
}
