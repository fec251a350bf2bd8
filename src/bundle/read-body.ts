// The one way in which bodies of answers and of kept copies come into memory: whoever asks says how many bytes there may
// be, and a body that goes on behind them is let go of.

/**
 * @param maxBytes    what the body may have
 * @param onProgress  told the bytes so far
 * @returns  the whole body; of a longer one its beginning, which is longer than `maxBytes` by less than one chunk
 */
export async function readBody(
  { body }: Response,
  maxBytes: number,
  onProgress: (loadedBytes: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let loadedBytes = 0;
  while (reader && loadedBytes <= maxBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    onProgress((loadedBytes += value.length));
  }
  if (loadedBytes > maxBytes) await reader?.cancel();
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
