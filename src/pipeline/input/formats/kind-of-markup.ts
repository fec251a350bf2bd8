// What a file that begins with `<` is: a web page, or XML told by its root, its namespaces and its first items.

import { InputError, quoted } from '../../../errors.ts';
import { XmlReader } from './xml-reader.ts';

export type MarkupKind = 'html' | 'merchant' | 'feed';

/** Of Merchant feeds; some shops leave the prefix out. */
const PRODUCT_NAMES = new Set(['price', 'availability', 'image_link', 'google_product_category', 'product_type']);
const FEED_ROOTS = new Set(['rss', 'feed', 'RDF']);

/**
 * @param head  the first of the file, as text
 * @throws InputError for XML of another kind
 */
export function kindOfMarkup(head: string, file: string): MarkupKind {
  if (/^<(!doctype\s+html|html|head|body)[\s>]/i.test(fromFirstTag(head))) return 'html';
  const seen = look(head, file);
  if (FEED_ROOTS.has(seen.root)) return seen.isMerchant ? 'merchant' : 'feed';
  const isSitemap = seen.root === 'urlset' || seen.root === 'sitemapindex';
  throw new InputError({
    file,
    found: isSitemap ? 'a sitemap' : `XML of another kind (its root is ${quoted(seen.root)})`,
    expected: 'a Google Merchant feed, RSS or Atom',
    mend: isSitemap
      ? 'It has addresses alone: give the folder of the pages.'
      : 'Look for an export as CSV, or for a feed.',
  });
}

/** Without blanks, comments and instructions before it. */
function fromFirstTag(head: string): string {
  let at = head.search(/\S/);
  for (;;) {
    const end = head.startsWith('<!--', at) ? '-->' : head.startsWith('<?', at) ? '?>' : undefined;
    const to = end === undefined ? -1 : head.indexOf(end, at);
    if (to < 0) return head.slice(at, at + 100);
    at = to + end!.length;
    while (/\s/.test(head[at] ?? '')) at++;
  }
}

function look(head: string, file: string): { root: string; isMerchant: boolean } {
  const seen = { root: '', isMerchant: false };
  let isInItem = false;
  const reader = new XmlReader(file, {
    open: (tag, attributes, depth) => {
      const [name, prefix] = tag.split(':').reverse() as [string, string?];
      if (depth === 1) seen.root = name;
      if (name === 'item' || name === 'entry') isInItem = true;
      else if (isInItem && ((prefix === 'g' && isGoogle) || PRODUCT_NAMES.has(name))) seen.isMerchant = true;
      isGoogle ||= Object.values(attributes).some((value) => /^https?:\/\/base\.google\.com\/c?ns\//.test(value));
    },
  });
  let isGoogle = false;
  try {
    reader.push(head);
  } catch (error) {
    // What comes after the root is told when the whole is read.
    if (seen.root === '') throw error;
  }
  if (seen.root === '') {
    const mend = 'Export the feed again.';
    throw new InputError({ file, found: 'XML without a root', expected: 'a Google Merchant feed, RSS or Atom', mend });
  }
  return seen;
}
