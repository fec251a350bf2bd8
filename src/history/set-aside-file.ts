// What was set aside of a damaged history, as a file: JSON, a record a line, bytes as base64. It is for people and for whoever
// mends it by hand; no code reads it back.

import type { SetAsideRecord } from './set-aside.ts';

export function formatSetAside(records: readonly SetAsideRecord[]): string {
  const lines = records.map((record) => JSON.stringify(record, inText));
  return `{"format":"privet-set-aside","version":1,"records":[\n${lines.join(',\n')}\n]}\n`;
}

/** Databases hold more than JSON can say. */
function inText(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return { base64: base64Of(value) };
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
}

function base64Of(value: ArrayBufferView | ArrayBuffer): string {
  const bytes = ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
