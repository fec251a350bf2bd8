// The lists: for each call with an element a hook, and a component that is the hook and <ItemList>. Who needs more of the list
// (refresh, isStale) calls the hook.
import { createElement, type ReactNode } from 'react';
import type { ElementName, ListRules } from '../sdk/index.ts';
import { ItemList, type ListProps, parted } from './item-list.ts';
import type { HookOptions } from './use-answer.ts';
import { type AnswerOf, type List, type RulesOf, type ShownItem, useBeside, useRules } from './use-list.ts';

export type { List };
export type ListName = ElementName;

/** What this visitor might like. */
export function useForYou(request: RulesOf<'forYou'> = {}, options: HookOptions = {}): List<AnswerOf<'forYou'>> {
  return useRules('forYou', request, options);
}

export type ForYouProps = ListProps<RulesOf<'forYou'>, ShownItem<'forYou'>>;
export function ForYou(props: ForYouProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<ShownItem<'forYou'>>, { ...look, list: useForYou(request, options) });
}

/** What is like an item; undefined: nothing is asked. */
export function useSimilar(
  itemId: string | undefined,
  rules: ListRules = {},
  options: HookOptions = {},
): List<AnswerOf<'similar'>> {
  return useBeside('similar', itemId, rules, options);
}

export type SimilarProps = ListProps<ListRules, ShownItem<'similar'>> & { item: string | undefined };
/** `item`: what to be like. */
export function Similar({ item, ...props }: SimilarProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<ShownItem<'similar'>>, { ...look, list: useSimilar(item, request, options) });
}

/** What goes with these items; without any, nothing is asked. */
export function useGoesWith(
  itemIds: readonly string[],
  rules: ListRules = {},
  options: HookOptions = {},
): List<AnswerOf<'goesWith'>> {
  return useBeside('goesWith', itemIds, rules, options);
}

export type GoesWithProps = ListProps<ListRules, ShownItem<'goesWith'>> & { items: readonly string[] };
/** `items`: ids of what to go with. */
export function GoesWith({ items, ...props }: GoesWithProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<ShownItem<'goesWith'>>, { ...look, list: useGoesWith(items, request, options) });
}

/** What most like. */
export function usePopular(rules: RulesOf<'popular'> = {}, options: HookOptions = {}): List<AnswerOf<'popular'>> {
  return useRules('popular', rules, options);
}

export type PopularProps = ListProps<RulesOf<'popular'>, ShownItem<'popular'>>;
export function Popular(props: PopularProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<ShownItem<'popular'>>, { ...look, list: usePopular(request, options) });
}

/** What visitors of the site took more lately than before. */
export function useTrending(rules: RulesOf<'trending'> = {}, options: HookOptions = {}): List<AnswerOf<'trending'>> {
  return useRules('trending', rules, options);
}

export type TrendingProps = ListProps<RulesOf<'trending'>, ShownItem<'trending'>>;
export function Trending(props: TrendingProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<ShownItem<'trending'>>, { ...look, list: useTrending(request, options) });
}

/** What was viewed or opened lately. */
export function useRecent(rules: RulesOf<'recent'> = {}, options: HookOptions = {}): List<AnswerOf<'recent'>> {
  return useRules('recent', rules, options);
}

export type RecentProps = ListProps<RulesOf<'recent'>, ShownItem<'recent'>>;
export function Recent(props: RecentProps): ReactNode {
  const { request, options, look } = parted(props);
  return createElement(ItemList<ShownItem<'recent'>>, { ...look, list: useRecent(request, options) });
}
