// Addresses of pages and pictures, as they stand in files of a site: whole ones stay as they are, others begin at the
// site's root. What is no address of the web (`javascript:`, `data:`) is none.

const SITE = 'http://site.invalid';

/**
 * @param page  where it stands: a whole address, or a path from the site's root
 * @returns     whole, or from the root; undefined for what is none
 */
export function addressOf(text: string | undefined, page = '/'): string | undefined {
  if (!text?.trim()) return undefined;
  try {
    const base = new URL(page, SITE);
    const { href, origin, protocol } = new URL(text.trim(), base);
    if (protocol !== 'http:' && protocol !== 'https:') return undefined;
    return origin === SITE ? href.slice(SITE.length) : href;
  } catch {
    return undefined;
  }
}
