// Sets a title in large type: breaks it into lines and finds the size at which it fills its box. Widths come from a
// small table of the faces' proportions, because measuring text would force a layout for every poster.

export type Face = 'sans' | 'serif';

export interface Lettering {
  lines: string[];
  /** In poster units. */
  fontSize: number;
}

/** Widths in em: bold capitals of Helvetica and its relatives; bold mixed case of Times and Palatino, a little wide. */
function glyphWidth(glyph: string, face: Face): number {
  if (/[\s.,:;'’!|iIljft()]/.test(glyph)) return face === 'sans' ? 0.34 : 0.36;
  if (/[MWmw@&%]/.test(glyph)) return face === 'sans' ? 0.92 : 0.94;
  if (/\p{Lu}|\d/u.test(glyph)) return face === 'sans' ? 0.71 : 0.72;
  return face === 'sans' ? 0.6 : 0.55;
}

/** Width of a text in em. */
export function textWidth(text: string, face: Face): number {
  let width = 0;
  for (const glyph of text) width += glyphWidth(glyph, face);
  return width;
}

/** Lines of at most `maxWidth` em; a word that is wider stands alone. */
function wrap(words: readonly string[], maxWidth: number, face: Face): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    const longer = last.endsWith('-') ? last + word : `${last} ${word}`;
    if (lines.length && textWidth(longer, face) <= maxWidth) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export const LINE_HEIGHT = 1.06;

/**
 * The largest setting of a title in a box.
 *
 * @param width  of the box, in poster units
 * @param height of the box, in poster units
 * @returns lines from the top; even the smallest size (8 units) is given back when nothing fits
 */
export function setTitle(title: string, face: Face, width: number, height: number): Lettering {
  const text = face === 'sans' ? title.toLocaleUpperCase('en') : title;
  // A line may also end after a hyphen.
  const words = text.split(/\s+|(?<=\p{L}-)(?=\p{L})/u).filter(Boolean);
  for (let fontSize = 40; ; fontSize -= 1) {
    const lines = wrap(words, width / fontSize, face);
    const widest = Math.max(...lines.map((line) => textWidth(line, face)));
    const fits = widest * fontSize <= width && lines.length * fontSize * LINE_HEIGHT <= height;
    if (fits || fontSize <= 8) return { lines, fontSize };
  }
}
