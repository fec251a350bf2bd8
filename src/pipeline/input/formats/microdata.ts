// What a page says in microdata (itemscope, itemtype, itemprop), as nodes in the form of JSON-LD, so that one reader knows both:
// https://html.spec.whatwg.org/multipage/microdata.html without itemref.

import type { JsonObject } from '../../../items/parse-json.ts';
import { type AnyNode, type Element, isElement, textLines } from './html-text.ts';

const ADDRESSES: Readonly<Record<string, string>> = {
  ...{ a: 'href', area: 'href', link: 'href', img: 'src', source: 'src', video: 'src', audio: 'src', iframe: 'src' },
  ...{ embed: 'src', object: 'data', data: 'value', meter: 'value', time: 'datetime' },
};

/** @param isAround  whether an element stands around what the page is about: items in it are others */
export function microdataIn(nodes: readonly AnyNode[], isAround: (element: Element) => boolean): JsonObject[] {
  return nodes.flatMap((node) => {
    if (!isElement(node) || isAround(node)) return [];
    const inside = microdataIn(node.children as AnyNode[], isAround);
    const { itemscope, itemprop } = node.attribs;
    // One that is a property belongs to the item around it.
    return itemscope !== undefined && itemprop === undefined ? [itemOf(node), ...inside] : inside;
  });
}

function itemOf({ attribs, children }: Element): JsonObject {
  const item: Record<string, unknown[]> = Object.create(null);
  const walk = (nodes: readonly AnyNode[]): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue;
      const isItem = node.attribs.itemscope !== undefined;
      const names = words(node.attribs.itemprop);
      const value = names.length > 0 ? (isItem ? itemOf(node) : textOf(node)) : '';
      for (const name of names) (item[name] ??= []).push(value);
      if (!isItem) walk(node.children as AnyNode[]);
    }
  };
  walk(children as AnyNode[]);
  const values = Object.entries(item).map(([name, all]) => [name, all.length === 1 ? all[0] : all]);
  return {
    ...Object.fromEntries(values),
    '@type': words(attribs.itemtype),
    ...(attribs.itemid && { '@id': attribs.itemid }),
  };
}

/** `content` counts on any element: sites write it beside the text that they show. */
function textOf({ name, attribs, children }: Element): string {
  const address = ADDRESSES[name];
  const written = attribs.content ?? (address && attribs[address]);
  return (written ?? textLines(children as AnyNode[]).join(' ')).trim();
}

const words = (text = ''): string[] => text.split(/\s+/).filter(Boolean);
