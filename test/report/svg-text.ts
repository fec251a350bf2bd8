// Looks at SVG as text, strictly: what an XML parser would refuse fails here.

import { expect } from 'vitest';

const TAG = /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;

/**
 * Every tag closes, every attribute is quoted, no number is missing, and no character stands for itself that may not.
 */
export function expectWellFormed(svg: string): void {
  const open: string[] = [];
  for (let at = 0; at < svg.length; ) {
    const next = svg.indexOf('<', at);
    const text = svg.slice(at, next === -1 ? undefined : next);
    expect(text).not.toMatch(/>|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/);
    if (next === -1) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(svg);
    expect(tag, svg.slice(next, next + 80)).not.toBeNull();
    const [whole, isEnd, name, attributes, isEmpty] = tag!;
    expect(attributes).not.toMatch(/NaN|undefined|Infinity/);
    if (isEnd) expect(open.pop()).toBe(name);
    else if (!isEmpty) open.push(name!);
    at = next + whole.length;
  }
  expect(open).toEqual([]);
}

/** The attributes of all elements of one name, in order. */
export function attributesOf(svg: string, name: string): Record<string, string>[] {
  return [...svg.matchAll(new RegExp(`<${name}\\s([^>]*)>`, 'g'))].map(([, text]) =>
    Object.fromEntries([...text!.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  );
}
