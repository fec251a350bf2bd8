// The pictures that the build wrote into the page (write-pictures.ts): the first list wears them until the part with all
// pictures is there. They are made of elements one by one; no text is taken for markup.
import type { WrittenElement } from './written-element.ts';

const SVG = 'http://www.w3.org/2000/svg';
let written: Readonly<Record<string, readonly WrittenElement[]>> = {};

/** @param pictures  by item id, checked */
export function usePictures(pictures: Readonly<Record<string, readonly WrittenElement[]>>): void {
  written = pictures;
}

/** Draws the picture of a film anew each time; undefined where the page has none. */
export function writtenPicture(itemId: string): (() => SVGElement[]) | undefined {
  const elements = Object.hasOwn(written, itemId) ? written[itemId]! : undefined;
  return elements && (() => elements.map(element));
}

function element([tag, attributes, children = []]: WrittenElement): SVGElement {
  const made = document.createElementNS(SVG, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map(element));
  return made;
}
