// The attributes that all lists share, as rules for the engine. What makes no sense is told in words, and left out.
import type { Rules } from './recommender.ts';
import { messageOf, tellOnce } from './tell-once.ts';
import { parseWhere } from './where-text.ts';

export const LIST_ATTRIBUTES = [
  'src',
  'database',
  'integrity',
  'count',
  'where',
  'exclude',
  'diversity',
  'caps',
  'anonymous',
  'hide-sold-out',
  'item-url',
] as const;

const MOST_ITEMS = 1000;
const DEFAULT_COUNT = 8;

/**
 * @param currentItem  what the page itself is about: no list of its own has it
 * @returns rules whose count is 0 to 1000 (default 8)
 */
export function rulesOf(element: HTMLElement, currentItem?: string): Rules {
  const exclude = [
    ...(read(element, 'exclude', (text) => idsOf(text, 'exclude')) ?? []),
    ...(currentItem ? [currentItem] : []),
  ];
  return {
    count: numberOf(element, 'count', 0, MOST_ITEMS) ?? DEFAULT_COUNT,
    ...present({ where: read(element, 'where', parseWhere), diversity: numberOf(element, 'diversity', 0, 1) }),
    ...present({ caps: read(element, 'caps', parseCaps) }),
    ...(exclude.length > 0 ? { exclude } : {}),
    ...(element.hasAttribute('anonymous') ? { anonymous: true } : {}),
    ...(element.hasAttribute('hide-sold-out') ? { hideSoldOut: true } : {}),
  };
}

/**
 * Ids with commas between them, or a JSON list for ids that have commas in them.
 *
 * @param name  of the attribute, for the message
 * @throws TypeError where the text begins as a JSON list and is none
 */
export function idsOf(text: string | null, name: string): string[] {
  if (!text?.trim()) return [];
  if (text.trim().startsWith('[')) return parseList(text, name);
  return text
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
}

function parseList(text: string, name: string): string[] {
  try {
    return (JSON.parse(text) as unknown[]).map(String);
  } catch {
    throw new TypeError(`${name}: found '${text}', expected a JSON list like ["SKU-1", "SKU-2"]`);
  }
}

/** `brand:2, kind:3`: a facet, and how many items of one of its values a list may have. */
function parseCaps(text: string): Record<string, number> {
  const caps: Record<string, number> = Object.create(null); // a name may be any
  for (const part of text.split(/[,;]/)) {
    const [, facet, most] = /^\s*(.+?)\s*:\s*(\d+)\s*$/.exec(part) ?? [];
    if (!facet || !Number(most)) throw new TypeError(`caps: found '${part}', expected brand:2`);
    caps[facet] = Number(most);
  }
  return caps;
}

/** @returns undefined where there is none, or none from `from` to `to`; that is told */
export function numberOf(element: HTMLElement, name: string, from: number, to: number): number | undefined {
  return read(element, name, (text) => {
    const value = Number(text);
    if (text.trim() && value >= from && value <= to) return value;
    throw new TypeError(`${name}: found '${text}', expected ${from} to ${to}`);
  });
}

function read<T>(element: HTMLElement, name: string, parse: (text: string) => T): T | undefined {
  const text = element.getAttribute(name);
  if (text === null) return undefined;
  try {
    return parse(text);
  } catch (error) {
    tellOnce(`${element.localName}: ${messageOf(error)}`);
    return undefined;
  }
}

function present<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
