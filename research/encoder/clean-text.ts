const MAX_LENGTH = 600;

/** As a teacher reads it: one line, not endless. */
export function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_LENGTH);
}
