// The one way in which bodies of answers and of kept copies come into memory: whoever asks says how many bytes there may
// be, and a body that has more, or says so, is let go of. Nothing is held twice: there may be a hundred megabytes.

export interface Body {
  /** Of a body that is not whole its first bytes, at most `maxBytes`. */
  bytes: Uint8Array<ArrayBuffer>;
  /** It ended within `maxBytes`. */
  isWhole: boolean;
}

/**
 * @param maxBytes    what the body may have
 * @param onProgress  told the bytes so far
 * @throws what the network throws
 */
export async function readBody(
  { body, headers }: Response,
  maxBytes: number,
  onProgress: (loadedBytes: number) => void = () => {},
): Promise<Body> {
  const reader = body?.getReader();
  const isAnnounced = announcesMore(headers, maxBytes);
  // Zeros cost nothing before they are written over.
  const bytes = new Uint8Array(maxBytes);
  let loadedBytes = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) break;
    const room = maxBytes - loadedBytes;
    bytes.set(value.subarray(0, room), loadedBytes);
    loadedBytes += Math.min(room, value.length);
    onProgress(loadedBytes);
    if (value.length <= room && !isAnnounced) continue;
    await reader?.cancel();
    return { bytes: bytes.slice(0, loadedBytes), isWhole: false };
  }
  return { bytes: loadedBytes === maxBytes ? bytes : bytes.slice(0, loadedBytes), isWhole: true };
}

/** What a host compresses on the way has the length of the compressed bytes, which may be a little more than all. */
function announcesMore(headers: Response['headers'], maxBytes: number): boolean {
  return Number(headers.get('content-length')) > maxBytes * 1.01 + 1000;
}
