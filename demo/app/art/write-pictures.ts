// The pictures of the first list as data, for the build to write into the page: what covers.ts would draw, so that
// nothing changes on screen when it comes (drawn again by written-pictures.ts).
import { assignMotifs } from './assign-motifs.ts';
import type { CoverItem } from './choose-motif.ts';
import { MOTIFS } from './motifs.ts';
import { posterRecipe } from './recipe.ts';
import { svgText } from './svg-text.ts';
import type { WrittenElement } from './written-element.ts';

const TAG = /<(\/?)([a-z]+)([^>]*)>/gi;
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/gi;

/**
 * @param items  in the order of the list
 * @param reach  places in which no picture stands again, as the list has it
 * @returns      by item id, the elements of its picture, back to front
 */
export function writePictures(items: readonly CoverItem[], reach: number): Record<string, WrittenElement[]> {
  const motifs = assignMotifs(items, reach, new Map());
  return Object.fromEntries(
    items.map(({ itemId, facets }) => {
      const { palette, random } = posterRecipe(itemId, facets);
      return [itemId, elementsOf(svgText(MOTIFS[motifs.get(itemId)!](palette, random)))];
    }),
  );
}

/** Of markup as motifs write it: elements with quoted attributes, and nothing else. */
function elementsOf(markup: string): WrittenElement[] {
  const root: WrittenElement[] = [];
  const open = [root];
  for (const [, closing, tag, rest] of markup.matchAll(TAG)) {
    if (closing) open.pop();
    else {
      const children: WrittenElement[] = [];
      const attributes = Object.fromEntries([...rest!.matchAll(ATTRIBUTE)].map(([, name, value]) => [name!, value!]));
      open.at(-1)!.push([tag!, attributes, children]);
      open.push(children);
    }
  }
  return root.map(withoutEmpty);
}

function withoutEmpty([tag, attributes, children = []]: WrittenElement): WrittenElement {
  return children.length > 0 ? [tag, attributes, children.map(withoutEmpty)] : [tag, attributes];
}
