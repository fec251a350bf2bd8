// The name of a history's database: of the catalog that it is about, so that two catalogs of one origin have two.

/** What every history was called before that, and the films' still is. */
export const FIRST_HISTORY = 'privet';

/**
 * @param manifestUrl  absolute
 * @param given        what the manifest says, which later builds keep: it goes with the bundle to other addresses
 */
export function historyName(manifestUrl: string, given?: string): string {
  if (given !== undefined) return `privet:${given}`;
  const { origin, pathname } = new URL(manifestUrl);
  return `privet:${origin}${pathname.replace(/[^/]*$/, '')}`;
}
