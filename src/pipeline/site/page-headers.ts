// The headers that a page with Privet needs: the policy that keeps the engine from talking to anybody, and how long
// files may be kept. What `privet embed-headers` prints, `privet preview` sends.

export interface PolicyOptions {
  /** Trained towers, which are quicker in WebAssembly. */
  towers?: boolean;
  /** Origin of script, worker and bundle, where it is not the page's own: `https://cdn.example`. */
  origin?: string;
  /** Origins that may show the page in a frame (default: none but its own). */
  frameAncestors?: string;
  /** Origin whose frame.html the page shows (default: it shows none). */
  frameSrc?: string;
  /** Origins that pictures of cards come from, beside the page's own (default: none). */
  imgSrc?: readonly string[];
}

/** One line for `Content-Security-Policy`. Lists are the same without WebAssembly: JavaScript then ranks. */
export function contentSecurityPolicy({
  towers,
  origin,
  frameAncestors = "'self'",
  frameSrc,
  imgSrc = [],
}: PolicyOptions = {}): string {
  const own = origin ? `'self' ${origin}` : "'self'";
  return [
    "default-src 'none'",
    // The worker and what it imports run from Blobs, once their hashes were compared.
    `script-src ${own} blob:${towers ? " 'wasm-unsafe-eval'" : ''}`,
    `worker-src ${own} blob:`,
    `connect-src ${own}`,
    `style-src ${own}`,
    ["img-src 'self' data:", ...imgSrc].join(' '),
    ...(frameSrc ? [`frame-src ${frameSrc}`] : []),
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
}

export interface FileHeaders {
  /** Path below the folder, as hosts write patterns. */
  path: string;
  name: string;
  value: string;
}

const KEPT = 'public, max-age=31536000, immutable';
const ASKED_AGAIN = 'no-cache';
const SCRIPTS = [
  ...['elements.js', 'privet.js', 'worker.js', 'frame.js', 'frame-page.js', 'data-layer.js', 'connect-data-layer.js'],
];

/**
 * @param mount  the folder's path on the site, without a slash at its end
 * @returns      caching, and what another origin needs to load the files
 */
export function fileHeaders(mount: string, { origin }: PolicyOptions): FileHeaders[] {
  const caching = [
    // Files whose names have a hash of their content.
    { path: `${mount}/privet-*.js`, name: 'Cache-Control', value: KEPT },
    { path: `${mount}/bundle/*`, name: 'Cache-Control', value: ASKED_AGAIN },
    ...[...SCRIPTS, 'privet.css', 'frame.html', 'frame.css'].map((file) => {
      return { path: `${mount}/${file}`, name: 'Cache-Control', value: ASKED_AGAIN };
    }),
  ];
  return origin ? [...caching, { path: `${mount}/*`, name: 'Access-Control-Allow-Origin', value: '*' }] : caching;
}
