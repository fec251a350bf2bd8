// Hands a text to the browser as a file to save.

/** Long enough for the browser to have begun reading it. */
const RELEASE_MS = 10_000;

/** `privet-2026-11-25.json`, by the person's own calendar. */
export function exportName(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `privet-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.json`;
}

export function downloadText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_MS);
}
