// HTML of a text or a page -> plain text: no tags, entities decoded, a line for each paragraph. And what pictures and
// links there are in it.

import { DomHandler, Parser } from 'htmlparser2';

type AnyNode = DomHandler['root']['children'][number];
type Element = Extract<AnyNode, { attribs: object }>;

export type { AnyNode, Element };

/** Far deeper than pages are; far less than a call stack. */
const MAX_DEPTH = 500;

export class TooDeepError extends Error {
  override readonly name = 'TooDeepError';
}

class ShallowHandler extends DomHandler {
  override onopentag(name: string, attributes: Record<string, string>): void {
    if (this.tagStack.length > MAX_DEPTH) throw new TooDeepError(`tags that are nested more than ${MAX_DEPTH} deep`);
    super.onopentag(name, attributes);
  }
}

/** @throws TooDeepError */
export function parseHtml(html: string): AnyNode[] {
  const handler = new ShallowHandler();
  new Parser(handler).end(html);
  return handler.root.children;
}

/** Tags that stand inside a line of text; all others begin a new one. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const NO_TEXT = new Set(
  'script style noscript template head svg math iframe object select textarea button form'.split(' '),
);

/**
 * The lines of text under some nodes, each with single blanks.
 *
 * @param leaves  whether an element is left out, with all that is in it
 */
export function textLines(nodes: readonly AnyNode[], leaves: (element: Element) => boolean = () => false): string[] {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    const text = line.replace(/\s+/g, ' ').trim();
    if (text !== '') lines.push(text);
    line = '';
  };
  const walk = (node: AnyNode): void => {
    if (node.type === 'text') line += (node as unknown as { data: string }).data;
    if (!isElement(node) || NO_TEXT.has(node.name) || leaves(node)) return;
    const isInline = INLINE.has(node.name);
    if (!isInline) end();
    for (const child of node.children as AnyNode[]) walk(child);
    if (!isInline) end();
  };
  for (const node of nodes) walk(node);
  end();
  return lines;
}

export function isElement(node: AnyNode): node is Element {
  return 'attribs' in node;
}

/** The plain text of a value that may be HTML, or have entities in it. */
export function htmlText(value: string): string {
  const tag = value.search(/<[a-z/!]/i);
  const hasTag = tag >= 0 && value.lastIndexOf('>') > tag;
  if (!hasTag && !/&[a-z\d#]+;/i.test(value)) return value.trim();
  try {
    return textLines(parseHtml(value)).join('\n');
  } catch (error) {
    if (error instanceof TooDeepError) return '';
    throw error;
  }
}

/** All elements under some nodes, in their order. */
export function* elementsIn(nodes: readonly AnyNode[]): Generator<Element> {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    yield node;
    yield* elementsIn(node.children as AnyNode[]);
  }
}

/** The address of the first picture that is one to look at. */
export function firstImage(nodes: readonly AnyNode[]): string | undefined {
  for (const { name, attribs } of elementsIn(nodes)) {
    if (name !== 'img') continue;
    const src = attribs.src?.startsWith('data:') ? attribs['data-src'] : (attribs.src ?? attribs['data-src']);
    const isSmall = [attribs.width, attribs.height].some(
      (size) => size !== undefined && Number.parseInt(size, 10) < 50,
    );
    if (src && !isSmall) return src;
  }
  return undefined;
}
