// What a page's author should know goes to the console once, in words; not again for each element or item.
const told = new Set<string>();

/** @param message  begins with where it is: "privet-similar: …" */
export function tellOnce(message: string): void {
  if (told.has(message)) return;
  told.add(message);
  console.warn(`privet: ${message}`);
}

/** As in src/errors.ts, which would be one file more for a page to ask for. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
