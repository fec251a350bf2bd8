// SHA-256 by WebCrypto, which browsers and Node share: the manifest names every file's hash, and no byte is used before
// it matched.

/**
 * @returns 64 lower-case hex digits
 * @throws Error in a page that is no secure context (plain http), where browsers offer no WebCrypto
 */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!crypto.subtle) throw new Error('sha256: WebCrypto is missing, expected a page over https or localhost');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
