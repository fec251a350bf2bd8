// One page of a site, by htmlparser2: what it says in its head, in JSON-LD or microdata, and the lines of its main content, without
// what stands around that.

import { addressOf } from './addresses.ts';
import { type AnyNode, type Element, elementsIn, firstImage, parseHtml, textLines } from './html-text.ts';
import { itemFacts, type PageData, pageData } from './json-ld.ts';
import { microdataIn } from './microdata.ts';

export interface HtmlPage {
  /** In the folder. */
  path: string;
  /** From the root of the site: without index.html. */
  address: string;
  /** Where it says that it is. */
  canonical: string | undefined;
  /** Contents of meta tags by their names, in lower case; the first of each, but tags. */
  meta: ReadonlyMap<string, string>;
  articleTags: string[];
  title: string | undefined;
  heading: string | undefined;
  isRedirect: boolean;
  data: PageData;
  /** What JSON-LD or microdata says of the item. */
  facts: ReturnType<typeof itemFacts>;
  /** Why a script of it could not be read. */
  brokenData: string | undefined;
  /** Of the main content. */
  lines: string[];
  /** Addresses inside the site that the main content links to, and how much of its text is links. */
  links: Set<string>;
  linkShare: number;
  image: string | undefined;
  time: string | undefined;
}

const AROUND = new Set('nav header footer aside dialog'.split(' '));
const AROUND_ROLES = new Set('navigation banner contentinfo search complementary dialog alert'.split(' '));
/** Names by which sites call what stands around, as whole classes or ids. */
const AROUND_NAMES = new Set(
  'nav navbar menu breadcrumb breadcrumbs sidebar footer header cookie cookies cookie-banner newsletter related related-posts related-products share sharing social social-share pagination pager comments toc table-of-contents skip-link sr-only screen-reader-text visually-hidden'.split(
    ' ',
  ),
);

/** @throws TooDeepError */
export function readPage(path: string, html: string): HtmlPage {
  const nodes = parseHtml(html);
  const elements = [...elementsIn(nodes)];
  const address = pageAddress(path);
  const meta = metaOf(elements);
  const textOfFirst = (name: string) => {
    const found = elements.find((element) => element.name === name);
    return found && (textLines(found.children as AnyNode[]).join(' ') || undefined);
  };
  const canonicalLink = elements.find(
    ({ name, attribs }) => name === 'link' && /\bcanonical\b/i.test(attribs.rel ?? ''),
  );
  const canonical = addressOf(canonicalLink?.attribs.href, address);
  const [title, heading] = [textOfFirst('title'), textOfFirst('h1')];
  const names = new Set([title, heading, meta.get('og:title')]);
  const isOfPage = (text: string) => {
    const place = addressOf(text.replace(/#.*$/, ''), address);
    return names.has(text) || (place !== undefined && (place === canonical || place === address));
  };
  const { scripts, broken } = scriptsOf(elements);
  const told = pageData(scripts, isOfPage);
  const both = told.item ? told : pageData([...scripts, ...microdataIn(nodes, isAround)], isOfPage);
  // Cards of other pages in microdata make no list of a page.
  const data = both.item ? both : told;
  const main = mainOf(nodes, elements);
  const lines = textLines(main, isAround);
  return {
    path,
    address,
    canonical,
    meta,
    articleTags: elements.flatMap(({ name, attribs }) =>
      name === 'meta' && attribs.property === 'article:tag' && attribs.content ? [attribs.content] : [],
    ),
    title,
    heading,
    isRedirect: elements.some(
      ({ name, attribs }) =>
        name === 'meta' && /^refresh$/i.test(attribs['http-equiv'] ?? '') && /url\s*=/i.test(attribs.content ?? ''),
    ),
    data,
    facts: data.item ? itemFacts(data.item) : {},
    brokenData: broken,
    lines,
    ...linksOf(main, address, lines),
    image: firstImage(main),
    time: [...elementsIn(main)].find(({ name, attribs }) => name === 'time' && attribs.datetime)?.attribs.datetime,
  };
}

/** `products/chair/index.html` -> `/products/chair/` */
export function pageAddress(path: string): string {
  return `/${path.replace(/(^|\/)index\.x?html?$/i, '$1')}`;
}

function metaOf(elements: readonly Element[]): Map<string, string> {
  const meta = new Map<string, string>();
  for (const { name, attribs } of elements) {
    if (name !== 'meta') continue;
    const key = (attribs.property ?? attribs.name)?.toLowerCase();
    const content = attribs.content?.trim();
    if (key && content && !meta.has(key)) meta.set(key, content);
  }
  return meta;
}

function scriptsOf(elements: readonly Element[]): { scripts: unknown[]; broken: string | undefined } {
  const scripts: unknown[] = [];
  let broken: string | undefined;
  for (const { name, attribs, children } of elements) {
    if (name !== 'script' || !/^application\/ld\+json\b/i.test(attribs.type?.trim() ?? '')) continue;
    const text = children.map((child) => ('data' in child ? child.data : '')).join('');
    try {
      scripts.push(JSON.parse(text.replace(/^\s*(<!--|\/\/\s*<!\[CDATA\[)|(-->|\/\/\s*\]\]>)\s*$/g, '')));
    } catch (error) {
      broken ??= (error as Error).message.slice(0, 80);
    }
  }
  return { scripts, broken };
}

/** <main>, else the one <article>, else all. */
function mainOf(nodes: AnyNode[], elements: readonly Element[]): AnyNode[] {
  const main = elements.find(({ name, attribs }) => name === 'main' || attribs.role === 'main');
  const articles = elements.filter(({ name }) => name === 'article');
  const chosen = main ?? (articles.length === 1 ? articles[0] : undefined);
  return chosen ? (chosen.children as AnyNode[]) : nodes;
}

function isAround({ name, attribs }: Element): boolean {
  if (name === 'main' || name === 'article' || name === 'body' || name === 'html') return false;
  if (AROUND.has(name) || AROUND_ROLES.has(attribs.role ?? '')) return true;
  if (attribs.hidden !== undefined || attribs['aria-hidden'] === 'true') return true;
  if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs.style ?? '')) return true;
  return `${attribs.class ?? ''} ${attribs.id ?? ''}`
    .toLowerCase()
    .split(/\s+/)
    .some((token) => AROUND_NAMES.has(token));
}

function linksOf(main: AnyNode[], address: string, lines: readonly string[]): Pick<HtmlPage, 'links' | 'linkShare'> {
  const links = new Set<string>();
  let chars = 0;
  const walk = (nodes: AnyNode[]): void => {
    for (const node of nodes) {
      if (!('attribs' in node) || isAround(node)) continue;
      if (node.name === 'a') {
        const target = addressOf(node.attribs.href?.replace(/#.*$/, ''), address);
        if (target?.startsWith('/') && target !== address) links.add(target);
        chars += textLines([node]).join(' ').length;
      } else walk(node.children as AnyNode[]);
    }
  };
  walk(main);
  return { links, linkShare: chars / Math.max(1, lines.join(' ').length) };
}
