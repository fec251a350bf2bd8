// The one way in which bodies of answers and of kept copies come into memory: whoever asks says how many bytes there may
// be, and a body that has more, or says so, is let go of. Nothing is held twice: there may be a hundred megabytes.

const HEAD_BYTES = 1000;
/** What is larger is seldom much less than it may be. */
const SMALL_BYTES = 65_536;

export interface Body {
  /** Of a body that is not whole only its first bytes, to tell by what it is. */
  bytes: Uint8Array<ArrayBuffer>;
  /** It ended within `maxBytes`. */
  isWhole: boolean;
}

/**
 * @param maxBytes    what the body may have
 * @param onProgress  told the bytes so far
 * @param spare       bytes that nobody needs any more: written over where there are enough of them
 * @throws what the network throws
 */
export async function readBody(
  { body, headers }: Response,
  maxBytes: number,
  onProgress: (loadedBytes: number) => void = () => {},
  spare?: Uint8Array<ArrayBuffer>,
): Promise<Body> {
  const reader = body?.getReader();
  const isAnnounced = announcesMore(headers, maxBytes);
  let bytes = spare?.length === maxBytes ? spare : new Uint8Array(Math.min(maxBytes, SMALL_BYTES));
  let loadedBytes = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) break;
    const room = maxBytes - loadedBytes;
    if (loadedBytes + value.length > bytes.length) bytes = enlarged(bytes, maxBytes);
    bytes.set(value.subarray(0, room), loadedBytes);
    loadedBytes += Math.min(room, value.length);
    onProgress(loadedBytes);
    if (value.length <= room && !isAnnounced) continue;
    await reader?.cancel();
    return { bytes: bytes.slice(0, Math.min(loadedBytes, HEAD_BYTES)), isWhole: false };
  }
  return { bytes: loadedBytes === bytes.length ? bytes : bytes.slice(0, loadedBytes), isWhole: true };
}

/** What a host compresses on the way has the length of the compressed bytes, which may be a little more than all. */
function announcesMore(headers: Response['headers'], maxBytes: number): boolean {
  return Number(headers.get('content-length')) > maxBytes * 1.01 + 1000;
}

function enlarged(bytes: Uint8Array<ArrayBuffer>, sizeBytes: number): Uint8Array<ArrayBuffer> {
  if (bytes.length === sizeBytes) return bytes;
  const larger = new Uint8Array(sizeBytes);
  larger.set(bytes);
  return larger;
}
