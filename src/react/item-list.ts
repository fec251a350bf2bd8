// A list as markup: a plain <ul> whose items are drawn by the page. What it adds to a hook: keys, and a `select` with list
// and requestId when a link in it is followed.
import { type ComponentPropsWithoutRef, createElement, type MouseEvent, type ReactNode } from 'react';
import type { ItemSummary } from '../sdk/index.ts';
import { warn } from './shared-engines.ts';
import type { HookOptions } from './use-answer.ts';
import type { List } from './use-list.ts';
import { useRecord } from './use-record.ts';

/** What a list looks like, and what stands in its place. */
export interface ListLook<Item> {
  /** What an item looks like; it stands in an <li>. */
  children: (item: Item, index: number) => ReactNode;
  /** In place of the list while there is none: it loads (on a server too), failed or is empty. */
  fallback?: ReactNode;
}

type ListAttributes = Omit<ComponentPropsWithoutRef<'ul'>, 'children'>;

export interface ItemListProps<Item> extends ListLook<Item>, ListAttributes {
  /** What a list hook gave. */
  list: Omit<List, 'items' | 'response'> & { items: Item[] };
}

export function ItemList<Item extends ItemSummary>({
  list,
  children,
  fallback = null,
  onClick,
  ...attributes
}: ItemListProps<Item>): ReactNode {
  const record = useRecord();
  if (list.items.length === 0) return fallback;
  const select = (event: MouseEvent<HTMLUListElement>) => {
    onClick?.(event);
    const itemId = followedItem(event);
    const { name, requestId } = list;
    // Nothing waits for it: the link goes where it goes.
    if (itemId !== undefined) record('select', itemId, { list: name, requestId }).catch(warn);
  };
  const items = list.items.map((item, index) =>
    createElement('li', { key: item.itemId, 'data-item-id': item.itemId }, children(item, index)),
  );
  return createElement('ul', { ...attributes, 'aria-busy': list.isLoading, onClick: select }, items);
}

/** The item whose link was clicked; undefined for a click on anything else. */
function followedItem({ target, currentTarget }: MouseEvent): string | undefined {
  const link = target instanceof Element ? target.closest('a[href]') : null;
  // What React draws elsewhere (a dialog) bubbles to here as well.
  if (!link || !currentTarget.contains(link)) return undefined;
  return link.closest<HTMLElement>('li[data-item-id]')?.dataset.itemId;
}

/** Attributes of the <ul>; all other props are the request. */
type Named = Pick<ComponentPropsWithoutRef<'ul'>, 'id' | 'className' | 'style' | 'aria-label' | 'aria-labelledby'>;

/** @typeParam Request  what the hook takes, each of its fields a prop */
export type ListProps<Request, Item> = Request & HookOptions & ListLook<Item> & Named;

export function parted<Request, Item>(props: ListProps<Request, Item>) {
  const { children, fallback, live = false, id, className, style, ...rest } = props;
  const { 'aria-label': label, 'aria-labelledby': labelledBy, ...request } = rest;
  const named = { id, className, style, 'aria-label': label, 'aria-labelledby': labelledBy };
  return { request, options: { live }, look: { children, fallback, ...named } };
}
