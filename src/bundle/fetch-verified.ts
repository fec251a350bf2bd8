// Fetches a file of the bundle and lets nobody see a byte of it before size and SHA-256 are those of the manifest. A
// host may cut a file off, answer every path with its start page, or hand out an old copy from a cache: each has its
// own message, because each has another cure. Towers and catalog share this; they differ in the class of the error.

import { CatalogFormatError, ModelLoadError } from '../errors.ts';
import { type Body, readBody } from '../fetching/read-body.ts';
import { watched } from '../fetching/slow-requests.ts';
import { gunzip } from '../formats/gzip.ts';
import type { BundleFile, Fingerprint, GzippedFile } from '../formats/manifest.ts';
import { sha256Hex } from '../formats/sha256.ts';
import { formsOf, maxBytesOf } from './bundle-files.ts';

/** Files by their SHA-256: what is there needs not be fetched. */
export interface FileStore {
  /** The bytes as they were kept, not checked again; undefined where there are none, or more than `maxBytes`. */
  get(sha256: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Keeps bytes that were checked. @throws where there is no room */
  put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

export interface FetchOptions {
  signal?: AbortSignal;
  /** Bytes of this file so far, at most its `sizeBytes`; starts again where a stale copy is fetched anew. */
  onProgress?: (loadedBytes: number) => void;
  /** Default: the platform's. */
  fetch?: typeof fetch;
  /** Looked into before the network is asked; what comes from there is kept here once it is checked. Default: none. */
  kept?: FileStore | undefined;
}

export type LoadErrorClass = typeof CatalogFormatError | typeof ModelLoadError;

/** When bytes that came from an address passed their check. */
const checkedAtMs = new Map<string, number>();

/** Milliseconds since the epoch, for who wants to see it; undefined for what was not fetched, or failed. */
export function checkedAt(url: string): number | undefined {
  return checkedAtMs.get(url);
}

/**
 * @param url   absolute URL of the file
 * @param file  its entry in the manifest
 * @returns     exactly the bytes that the manifest describes
 * @throws ModelLoadError (or the given class) `<path>: …, expected …`; what `signal` was aborted with
 */
export async function fetchVerified(
  url: string,
  file: BundleFile,
  options: FetchOptions = {},
  ErrorClass: LoadErrorClass = ModelLoadError,
): Promise<Uint8Array<ArrayBuffer>> {
  const [bytes] = await fetchOneOf(url, file, [file], options, ErrorClass);
  return bytes;
}

/**
 * Fetches a gzipped file, such as a catalog shard, and inflates it. A host that announces `.gz` as a transfer encoding
 * makes the browser inflate it before this code sees it; then the inflated bytes must match.
 *
 * @returns the inflated bytes
 * @throws CatalogFormatError `<path>: …, expected …`; what `signal` was aborted with
 */
export async function fetchGzipped(
  url: string,
  file: GzippedFile,
  options: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const [bytes, form] = await fetchOneOf(url, file, [file, file.inflated], options, CatalogFormatError);
  if (form === file.inflated) return bytes;
  return gunzip(bytes, file.inflated.sizeBytes, file.path);
}

/**
 * Fetches a file in whatever form the host gives it, and keeps it.
 * @throws as `fetchVerified`, and where there is no room
 */
export async function keepFile(
  url: string,
  file: BundleFile | GzippedFile,
  store: FileStore,
  options: Omit<FetchOptions, 'kept'> = {},
): Promise<void> {
  const [bytes, { sha256 }] = await fetchOneOf(url, file, formsOf(file), options, CatalogFormatError);
  await store.put(sha256, bytes);
}

/**
 * Fetches a file that is no larger than `maxBytes` and has no entry anywhere, such as the manifest itself.
 *
 * @param cache  `no-cache`: a copy in the browser's HTTP cache is used once the host says that it is the newest; `reload`:
 *               no copy is
 */
export async function fetchUnlisted(
  url: string,
  label: string,
  maxBytes: number,
  options: FetchOptions = {},
  cache: 'no-cache' | 'reload' = 'no-cache',
): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes, isWhole } = await fetchBytes(url, label, maxBytes, cache, options, CatalogFormatError);
  if (!isWhole) throw new CatalogFormatError(`${label}: file is over ${maxBytes} bytes, expected fewer`);
  return bytes;
}

/**
 * The bytes and which of the forms they are. A copy that does not match, or breaks off, may be a cache's: asks the host
 * once more.
 */
async function fetchOneOf<F extends Fingerprint>(
  url: string,
  file: BundleFile,
  forms: F[],
  options: FetchOptions,
  ErrorClass: LoadErrorClass,
): Promise<[Uint8Array<ArrayBuffer>, F]> {
  const kept = await keptForm(options.kept, forms);
  if (kept) {
    options.onProgress?.(file.sizeBytes);
    return kept;
  }
  const maxBytes = maxBytesOf(forms);
  const onProgress = (loaded: number) => options.onProgress?.(Math.min(loaded, file.sizeBytes));
  let mismatch = '';
  let spare: Uint8Array<ArrayBuffer> | undefined;
  for (const cache of ['default', 'reload'] as const) {
    const fetched = await fetchBytes(
      url,
      file.path,
      maxBytes,
      cache,
      { ...options, onProgress, spare },
      ErrorClass,
    ).catch((error: Error) => {
      // Chromium breaks off one of two workers that read the same large file through its cache at once.
      if (cache === 'reload' || !(error.cause instanceof TypeError)) throw error;
    });
    if (!fetched) continue;
    const { bytes } = fetched;
    const { form, sha256 } = await match(fetched, forms).catch((cause: Error) => {
      throw new ErrorClass(`${file.path}: file cannot be checked (${cause.message})`, { cause });
    });
    if (form) {
      checkedAtMs.set(url, Date.now());
      options.onProgress?.(file.sizeBytes);
      // No room for a copy is no reason to fail: whoever counts on copies looks whether they are there.
      options.kept?.put(form.sha256, bytes).catch(() => {});
      return [bytes, form];
    }
    mismatch = describeMismatch(fetched, maxBytes, likelyForm(bytes, forms), sha256);
    spare = bytes;
  }
  throw new ErrorClass(`${file.path}: ${mismatch}`);
}

/** A copy is checked like a download: storage goes bad too, and then the network is asked. */
async function keptForm<F extends Fingerprint>(
  store: FileStore | undefined,
  forms: F[],
): Promise<[Uint8Array<ArrayBuffer>, F] | undefined> {
  for (const { sha256 } of store ? forms : []) {
    const bytes = await store?.get(sha256, maxBytesOf(forms)).catch(() => undefined);
    const { form } = bytes ? await match({ bytes, isWhole: true }, forms).catch(() => ({ form: undefined })) : {};
    if (bytes && form) return [bytes, form];
  }
  return undefined;
}

interface Matched<F> {
  form?: F | undefined;
  /** Of the bytes, where some form has as many. */
  sha256?: string;
}

async function match<F extends Fingerprint>({ bytes, isWhole }: Body, forms: F[]): Promise<Matched<F>> {
  const sameSize = forms.filter(({ sizeBytes }) => isWhole && sizeBytes === bytes.length);
  if (sameSize.length === 0) return {};
  const sha256 = await sha256Hex(bytes);
  return { form: sameSize.find((form) => form.sha256 === sha256), sha256 };
}

/** The form that the bytes were meant to be: a shard that does not begin as gzip was inflated on the way. */
function likelyForm<F extends Fingerprint>(bytes: Uint8Array, forms: F[]): F {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip ? forms[0]! : forms[forms.length - 1]!;
}

function describeMismatch(
  { bytes, isWhole, status }: Fetched,
  maxBytes: number,
  { sizeBytes, sha256 }: Fingerprint,
  found: string | undefined,
): string {
  if (/^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 100)))) {
    return `answer (HTTP ${status}) is a web page, expected a file of ${sizeBytes} bytes`;
  }
  if (!isWhole) return `file is over ${maxBytes} bytes, expected ${sizeBytes}`;
  if (bytes.length !== sizeBytes) return `file has ${bytes.length} bytes, expected ${sizeBytes}`;
  return `file has SHA-256 ${found}, expected ${sha256}`;
}

/** A host, or what stands before it, that gives no answer just now: it may go better later, as if it were not reached. */
class HostBusyError extends Error {
  override readonly name = 'NetworkError';
}
const BUSY: ReadonlySet<number> = new Set([502, 503, 504]);

interface Fetched extends Body {
  status: number;
}

/** As `readBody`: what is longer than `maxBytes` is not whole. */
async function fetchBytes(
  url: string,
  label: string,
  maxBytes: number,
  cache: 'default' | 'reload' | 'no-cache',
  {
    signal,
    onProgress,
    fetch: fetchFile = fetch,
    spare,
  }: FetchOptions & { spare?: Uint8Array<ArrayBuffer> | undefined },
  ErrorClass: LoadErrorClass,
): Promise<Fetched> {
  try {
    return await watched(label, async (heard) => {
      const response = await fetchFile(url, { cache, ...(signal && { signal }) });
      if (!response.ok) {
        const cause = BUSY.has(response.status) ? new HostBusyError(`HTTP status is ${response.status}`) : undefined;
        throw new ErrorClass(`${label}: HTTP status is ${response.status}, expected 200`, { cause });
      }
      const hear = (loadedBytes: number) => {
        heard();
        onProgress?.(loadedBytes);
      };
      return { ...(await readBody(response, maxBytes, hear, spare)), status: response.status };
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof ErrorClass) throw cause;
    throw new ErrorClass(`${label}: download failed (${(cause as Error).message})`, { cause });
  }
}
