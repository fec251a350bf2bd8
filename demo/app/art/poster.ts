// A film's poster as one SVG: colour field, motif, title lettering. Pure: same film and motif, same drawing.
import { type SVGTemplateResult, svg } from 'lit';
import { type Lettering, LINE_HEIGHT, setTitle } from './lettering.ts';
import { PICTURE_HEIGHT, PICTURE_WIDTH } from './motif.ts';
import type { Palette } from './palettes.ts';
import { type Frame, posterRecipe, type Recipe } from './recipe.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A motif, or elements that were made of one already: whatever Lit takes. */
export type Picture = (palette: Palette, random: SeededRandom) => unknown;

export const POSTER_WIDTH = 200;
export const POSTER_HEIGHT = 300;
const MARGIN = 15;
const TITLE_HEIGHT = 66;

/** Place of the picture and top of the title box, by frame. */
const FRAMES: Record<Frame, { x: number; y: number; width: number; height: number; titleTop: number }> = {
  bottom: { x: 0, y: 0, width: 200, height: 208, titleTop: 217 },
  top: { x: 0, y: 92, width: 200, height: 208, titleTop: 13 },
  inset: { x: 15, y: 15, width: 170, height: 192, titleTop: 218 },
};

const FAMILIES = {
  sans: "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif",
  serif: "'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, 'Liberation Serif', serif",
};

function lettering(recipe: Recipe, set: Lettering, top: number): SVGTemplateResult {
  const step = set.fontSize * LINE_HEIGHT;
  const lines = set.lines.map(
    (line, i) => svg`<text x=${MARGIN} y=${Math.round((top + set.fontSize * 0.8 + i * step) * 10) / 10}>${line}</text>`,
  );
  return svg`<g fill=${recipe.palette.ink} font-family=${FAMILIES[recipe.face]} font-size=${set.fontSize} font-weight="700"
    letter-spacing=${recipe.face === 'sans' ? '-0.2' : '0'}>${lines}</g>`;
}

/** Height that the lines take, from the top of the first capital to the last baseline. */
function setHeight(set: Lettering): number {
  return set.fontSize * (0.8 + (set.lines.length - 1) * LINE_HEIGHT);
}

/**
 * The poster's inside, for an `<svg viewBox="0 0 200 300">`. Without a picture: what stands there until one comes.
 *
 * @param isLettered  with the title on it; else the picture is in the middle
 */
export function poster(
  item: { itemId: string; title: string; facets: Record<string, string[]> },
  picture: Picture | undefined,
  isLettered = true,
): SVGTemplateResult {
  const recipe = posterRecipe(item.itemId, item.facets);
  const { palette, frame } = recipe;
  const place = FRAMES[frame];
  const set = setTitle(item.title, recipe.face, POSTER_WIDTH - 2 * MARGIN, TITLE_HEIGHT);
  const y = isLettered ? place.y : (POSTER_HEIGHT - place.height) / 2;
  const top = place.titleTop + (TITLE_HEIGHT - setHeight(set)) / 2;
  return svg`<rect width=${POSTER_WIDTH} height=${POSTER_HEIGHT} fill=${palette.ground}></rect>
    <svg x=${place.x} y=${y} width=${place.width} height=${place.height} viewBox="0 0 ${PICTURE_WIDTH} ${PICTURE_HEIGHT}"
      preserveAspectRatio="xMidYMid slice">${picture?.(palette, recipe.random) ?? ''}</svg>
    ${frame === 'inset' ? svg`<rect x="15" y=${y} width="170" height="192" fill="none" stroke=${palette.ink} stroke-width="1.5"></rect>` : ''}
    ${isLettered ? lettering(recipe, set, top) : ''}`;
}
