// What this browser keeps beside the history, and what a tab does, a text by its key: nothing while the history is
// encrypted. Storage that is refused or full costs what it would have kept and nothing else.
import { isEncryptedHere } from '../../../src/sdk/index.ts';

const PREFIX = 'privet:';

/** Null where nothing is kept. */
export function readKept(key: string): string | null {
  return readItem(() => localStorage, PREFIX + key);
}

/** @param value  null: nothing is kept any more */
export function writeKept(key: string, value: string | null): void {
  writeItem(() => localStorage, PREFIX + key, isEncryptedHere() ? null : value);
}

/** As `readKept`, of this tab alone: a reload finds it. */
export function readOfTab(key: string): string | null {
  return readItem(() => sessionStorage, PREFIX + key);
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
  writeItem(() => sessionStorage, PREFIX + key, isEncryptedHere() ? null : value);
}

/** A tab that `open` opens begins with a copy of what this one keeps, and with the texts; here they are gone after it. */
export function lendToTab<T>(texts: Readonly<Record<string, string>>, open: () => T): T {
  const before = Object.keys(texts).map((key) => [key, readOfTab(key)] as const);
  for (const [key, text] of Object.entries(texts)) writeItem(() => sessionStorage, PREFIX + key, text);
  const opened = open();
  for (const [key, text] of before) writeOfTab(key, text);
  return opened;
}

/** The storage itself may be refused. @param key  whole, as it lies there */
export function readItem(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** As `readItem`. @param value  null: nothing is kept any more */
export function writeItem(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
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
