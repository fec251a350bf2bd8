// Subresource Integrity metadata (https://www.w3.org/TR/sri/) for the one file that no manifest has an entry of: the
// manifest itself. `sha256-…`, `sha384-…` or `sha512-…` in base64, several with spaces between them. As in the
// specification the strongest algorithm that is named decides, any of its digests will do, and what follows a `?` is left
// out. Unlike there, what says nothing is refused: a browser takes metadata that it cannot read for none.
import { IntegrityError, quoted, RequestError } from '../errors.ts';

/** What bytes must have: one of these digests. */
export interface Integrity {
  algorithm: Algorithm;
  /** Base64, with padding. */
  digests: readonly string[];
}

/** From the weakest to the strongest. */
const ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const;
type Algorithm = (typeof ALGORITHMS)[number];
const WEB_CRYPTO = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;

const MAX_CHARS = 2000;
const ENTRY = /^([a-z0-9]+)-([^?]+)(\?[\x21-\x7e]*)?$/i;
const EXAMPLE = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/**
 * @param text  what a page says; may be anything
 * @throws RequestError for what is no metadata, or names no algorithm that is known
 */
export function parseIntegrity(text: unknown): Integrity {
  if (typeof text !== 'string' || text.length > MAX_CHARS) throw malformed(text);
  const entries = text.split(/[ \t\n\f\r]+/).filter(Boolean);
  const known = entries.map(parseEntry).filter((entry) => entry !== undefined);
  const algorithm = ALGORITHMS.findLast((name) => known.some((entry) => entry.algorithm === name));
  if (!algorithm) throw malformed(text);
  return { algorithm, digests: known.filter((entry) => entry.algorithm === algorithm).map(({ digest }) => digest) };
}

/** @returns undefined for an algorithm that is not known, which another entry may make up for */
function parseEntry(entry: string): { algorithm: Algorithm; digest: string } | undefined {
  const [, name, value] = ENTRY.exec(entry) ?? [];
  if (name === undefined || value === undefined) throw malformed(entry);
  const algorithm = ALGORITHMS.find((known) => known === name.toLowerCase());
  if (!algorithm) return undefined;
  const digest = value.replaceAll('-', '+').replaceAll('_', '/');
  if (!isDigest(digest, Number(algorithm.slice(3)) / 8)) throw malformed(entry);
  return { algorithm, digest };
}

/** The one way in which base64 writes so many bytes. */
function isDigest(base64: string, numBytes: number): boolean {
  try {
    const bytes = atob(base64);
    return bytes.length === numBytes && btoa(bytes) === base64;
  } catch {
    return false;
  }
}

function malformed(found: unknown): RequestError {
  return new RequestError(
    `integrity: found ${quoted(found, 100)}, expected SHA-256, SHA-384 or SHA-512 in base64, such as ${EXAMPLE} (privet build prints it)`,
  );
}

/** @throws Error as `digestOf` */
export async function isIntact(bytes: Uint8Array<ArrayBuffer>, { algorithm, digests }: Integrity): Promise<boolean> {
  return digests.includes(await digestOf(bytes, algorithm));
}

/** What bytes have that were not intact, in words. */
export async function integrityMismatch(
  label: string,
  bytes: Uint8Array<ArrayBuffer>,
  { algorithm, digests }: Integrity,
): Promise<IntegrityError> {
  const found = await digestOf(bytes, algorithm);
  const expected = digests.map((digest) => `${algorithm}-${digest}`).join(' or ');
  return new IntegrityError(
    `${label}: content has ${algorithm}-${found}, expected ${expected}: page and bundle are of two versions, or the file ` +
      'was changed. Load the page anew; its author names the integrity that privet build prints',
  );
}

/** The metadata of bytes, as `privet build` prints it: `sha256-…`. @throws Error as `digestOf` */
export async function integrityOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return `sha256-${await digestOf(bytes, 'sha256')}`;
}

/**
 * @returns base64
 * @throws Error in a page that is no secure context (plain http), where browsers offer no WebCrypto
 */
async function digestOf(bytes: Uint8Array<ArrayBuffer>, algorithm: Algorithm): Promise<string> {
  if (!crypto.subtle) throw new Error('integrity: WebCrypto is missing, expected a page over https or localhost');
  const digest = await crypto.subtle.digest(WEB_CRYPTO[algorithm], bytes);
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
