// What this browser keeps beside the history, and what a tab does, a text by its key: nothing while the history is
// encrypted. Storage that is refused or full costs what it would have kept and nothing else.
import { isEncryptedHere } from '../../../src/sdk/index.ts';

const PREFIX = 'privet:';

/** Null where nothing is kept. */
export function readKept(key: string): string | null {
  return read(() => localStorage, key);
}

/** @param value  null: nothing is kept any more */
export function writeKept(key: string, value: string | null): void {
  write(() => localStorage, key, isEncryptedHere() ? null : value);
}

/** As `readKept`, of this tab alone: a reload finds it. */
export function readOfTab(key: string): string | null {
  return read(() => sessionStorage, key);
}

/** Of a text that is no JSON, or where none is: undefined. Who asks checks what it is. */
export function parsed(json: string | null | undefined): unknown {
  try {
    return (JSON.parse(json ?? 'null') as unknown) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param value  null: nothing is kept any more */
export function writeOfTab(key: string, value: string | null): void {
  write(() => sessionStorage, key, isEncryptedHere() ? null : value);
}

/** A tab that `open` opens begins with a copy of what this one keeps, and with the texts; here they are gone after it. */
export function lendToTab<T>(texts: Readonly<Record<string, string>>, open: () => T): T {
  const before = Object.keys(texts).map((key) => [key, readOfTab(key)] as const);
  for (const [key, text] of Object.entries(texts)) write(() => sessionStorage, key, text);
  const opened = open();
  for (const [key, text] of before) writeOfTab(key, text);
  return opened;
}

/** The storage itself may be refused. */
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(PREFIX + key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(PREFIX + key);
    else storage().setItem(PREFIX + key, value);
  } catch {
    // kept until this page is left
  }
}

/** Removes all of it, of this tab's session too: the history is encrypted from now on. */
export function forgetKept(): void {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
    }
  } catch {
    // where storage is refused, nothing is kept
  }
}
