// The pictures of the first list as data, for the build to write into the page: what covers.ts would draw, so that
// nothing changes on screen when it comes (drawn again by written-pictures.ts).
import type { CoverItem } from './choose-motif.ts';
import { pictureOf } from './covers.ts';
import { posterRecipe } from './recipe.ts';
import { svgText } from './svg-text.ts';
import type { WrittenElement } from './written-element.ts';

const TAG = /<(\/?)([a-z]+)([^>]*)>/gi;
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/gi;

/** By item id, the elements of its picture, back to front. */
export function writePictures(items: readonly CoverItem[]): Record<string, WrittenElement[]> {
  return Object.fromEntries(
    items.map((item) => {
      const { palette, random } = posterRecipe(item.itemId, item.facets);
      return [item.itemId, elementsOf(svgText(pictureOf(item)(palette, random)))];
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
