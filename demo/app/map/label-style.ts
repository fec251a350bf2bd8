// Which words the map shows at which zoom, and how they are set: regions by level, then titles of films, the best known
// first.
import { sentenceCase } from '../state/words.ts';
import type { MapTheme } from './theme.ts';

export interface LabelStyle {
  font: string;
  colour: string;
  /** Pixels from line to line. */
  lineHeight: number;
}

/** Zooms between which the names of a level show. */
const LEVEL_ZOOMS: readonly (readonly [from: number, to: number])[] = [
  [0, 6],
  [1.7, 14],
  [3.4, 40],
];
/** From here on there are titles, and at a zoom this many of the best known films may show theirs. */
const TITLES_FROM = 2.4;
const KNOWN_AT_ZOOM_1 = 14;
/** More words than this are two lines. */
const LONG_LABEL = 22;

export function showsLevel(level: number, zoom: number): boolean {
  const range = LEVEL_ZOOMS[level] ?? LEVEL_ZOOMS.at(-1)!;
  return zoom >= range[0] && zoom < range[1];
}

/** A zoom at which a region's name shows and its films have room. */
export function regionZoom(level: number): number {
  return (LEVEL_ZOOMS[level] ?? LEVEL_ZOOMS.at(-1)!)[0] + 1.4;
}

/** How many films may show their title. */
export function numTitled(zoom: number): number {
  return zoom < TITLES_FROM ? 0 : Math.round(KNOWN_AT_ZOOM_1 * zoom ** 2.6);
}

/** @param isSmall  on a narrow screen */
export function regionStyle(level: number, theme: MapTheme, isSmall: boolean): LabelStyle {
  const size = (isSmall ? [15, 14, 13] : [17, 15, 13])[level] ?? 13;
  const font = `${level === 2 ? 'italic 500' : '600'} ${size}px ${theme.displayFont}`;
  return { font, colour: level === 0 ? theme.ink : theme.inkSoft, lineHeight: Math.round(size * 1.2) };
}

export function titleStyle(theme: MapTheme, isMarked: boolean): LabelStyle {
  return { font: `${isMarked ? 600 : 450} 12px ${theme.textFont}`, colour: theme.ink, lineHeight: 15 };
}

/** From afar a region has two words, nearer all of them: `Science fiction, aliens`. Long ones take two lines. */
export function regionLines(text: string, level: number): string[] {
  const words = text.split(', ').map((word) => word.replaceAll('/', ' / '));
  const shown = sentenceCase(
    words
      .slice(0, level === 0 ? 2 : 3)
      .join(', ')
      .toLocaleLowerCase('en-GB'),
  );
  if (shown.length <= LONG_LABEL) return [shown];
  const cut = shown.lastIndexOf(', ', Math.ceil(shown.length / 2) + 6);
  return cut > 0 ? [shown.slice(0, cut + 1), shown.slice(cut + 2)] : [shown];
}
