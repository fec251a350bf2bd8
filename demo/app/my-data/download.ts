// Hands a text or a Blob to the browser as a file to save.
import { errorText, localDay } from '../state/words.ts';

/** Long enough for the browser to have begun reading it. */
const RELEASE_MS = 10_000;

/** `privet-2026-11-25.json`, by the person's own calendar. @param noun  what it is a file of @param type  `json`, `csv` */
export function exportName(now = new Date(), noun = 'privet', type = 'json'): string {
  return `${noun}-${localDay(now)}.${type}`;
}

/** Saves what `make` makes under the name. @returns what to say of it @param remark  behind that it is saved */
export async function saved(name: string, make: () => Promise<Blob>, remark = ''): Promise<string> {
  try {
    download(name, await make());
    return `Saved as ${name}${remark}.`;
  } catch (error) {
    return `Nothing was saved. ${errorText(error)}`;
  }
}

export function downloadText(name: string, text: string, type: string): void {
  download(name, new Blob([text], { type }));
}

export function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_MS);
}
