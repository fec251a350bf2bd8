// Which pages may have a frame: its own origin, and those that `<meta name="privet:parents" content="https://shop.example">`
// of frame.html names. The header `frame-ancestors` keeps a frame from being shown elsewhere; this keeps its engine from
// answering there, whether the host sends that header or not.

/**
 * @param text       origins with spaces or commas between them
 * @param ownOrigin  of the frame: `null` in a sandbox without `allow-same-origin`, which is nobody's
 * @param tell       hears of what is no origin; it is left out
 */
export function allowedParents(text: string, ownOrigin: string, tell: (message: string) => void): Set<string> {
  const named = text.split(/[\s,]+/).filter(Boolean);
  const isBad = (origin: string) => !isOrigin(origin);
  for (const bad of named.filter(isBad)) {
    tell(`frame: privet:parents has '${bad}', expected origins such as https://shop.example, without path or star`);
  }
  return new Set([ownOrigin, ...named].filter(isOrigin));
}

function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^*]+$/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}

/** `alone`: no frame at all; `unknown`: the browser does not say whose page it is. */
export type Embedding = 'alone' | 'allowed' | 'refused' | 'unknown';

/** What is looked at of a window and its document. */
export interface Place {
  isFramed: boolean;
  /** Origins of all pages around, where the browser tells them. */
  ancestorOrigins?: ArrayLike<string> | undefined;
  /** Address of the page around, where it was told. */
  referrer: string;
}

/** Every page around must be allowed, as `frame-ancestors` has it. */
export function embeddingOf({ isFramed, ancestorOrigins, referrer }: Place, allowed: ReadonlySet<string>): Embedding {
  if (!isFramed) return 'alone';
  const told = URL.canParse(referrer) ? [new URL(referrer).origin] : [];
  const origins = ancestorOrigins ? Array.from(ancestorOrigins) : told;
  if (origins.length === 0) return 'unknown';
  return origins.every((origin) => allowed.has(origin)) ? 'allowed' : 'refused';
}
