// Addresses that come with the data of items. A page follows http, https and its own relative ones; `javascript:`, `data:`,
// `blob:` and whatever else runs or smuggles something is dropped.

/** @returns the address as it was given, or undefined where it must not be followed */
export function safeUrl(text: string): string | undefined {
  // Browsers leave out white space and control characters where they read a scheme: the URL parser does so too.
  if (!text.trim() || !URL.canParse(text, document.baseURI)) return undefined;
  const { protocol } = new URL(text, document.baseURI);
  return protocol === 'http:' || protocol === 'https:' ? text : undefined;
}
