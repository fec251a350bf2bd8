// Words of a title, and a hash of a word, or of any text, that is the same everywhere.

/** FNV-1a, 32 bits, over UTF-16 code units, mixed once more so that its low bits are good. */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/**
 * Distinct lower-case words of a title; numbers of one digit (parts) and single letters say nothing and are left out.
 */
export function titleWords(title: string): string[] {
  const words =
    title
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => word.length > 1))];
}
