// How much a stored value holds: what it would take as JSON. Browsers do not tell what a record takes on disk.

const encoder = new TextEncoder();

/** Bytes; 0 for nothing, and for what has no JSON (a damaged record may be anything). */
export function jsonBytes(value: unknown): number {
  if (Array.isArray(value) && value.length === 0) return 0;
  try {
    return encoder.encode(JSON.stringify(value) ?? '').byteLength;
  } catch {
    return 0;
  }
}
