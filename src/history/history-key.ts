// What pages hold of an encrypted history while it is unlocked.

/** What opens an encrypted history without its passphrase: for the memory of a page, and no other place. */
export interface HistoryKey {
  /** Of the data key, in hex. */
  keyId: string;
  /** AES-GCM, 256 bits, not extractable. */
  key: CryptoKey;
}
