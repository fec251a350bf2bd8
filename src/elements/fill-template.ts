// A site's <template> and an item become elements: `{field}` in texts and attributes. What comes from the catalog is text
// and never markup; it reaches no script, no style, no `on…` and no `srcset`, and addresses are checked.
import { fieldOf } from './item-fields.ts';
import type { Item } from './recommender.ts';
import { safeUrl } from './safe-url.ts';
import { tellOnce } from './tell-once.ts';

const FIELD = /\{([^{}\s][^{}]*)\}/g;
const URL_ATTRIBUTES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite', 'background', 'data', 'ping']);
/** Attributes that are code, markup or a list of addresses. */
const CLOSED_ATTRIBUTE = /^(on.*|style|srcdoc|srcset|imagesrcset|is)$/;
/** Elements that run, restyle or redirect the page, or set attributes of others. */
const CLOSED_ELEMENTS = 'script, style, link, meta, base, iframe, object, embed, animate, set, animateTransform';

/** @returns the template's content with the item's fields in their places */
export function fillTemplate(template: HTMLTemplateElement, item: Item): DocumentFragment {
  const content = document.importNode(template.content, true);
  for (const closed of content.querySelectorAll(CLOSED_ELEMENTS)) {
    tellOnce(`template: <${closed.localName}> is left out, expected texts, links and images`);
    closed.remove();
  }
  for (const element of content.querySelectorAll('[data-if]')) if (!hasField(element, item)) element.remove();
  const nodes = document.createTreeWalker(content, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node instanceof Text) node.data = fill(node.data, item);
    else for (const attribute of [...(node as Element).attributes]) fillAttribute(node as Element, attribute, item);
  }
  return content;
}

/** `data-if="price"`: only where the item has a price. */
function hasField(element: Element, item: Item): boolean {
  const name = element.getAttribute('data-if')!;
  element.removeAttribute('data-if');
  return fieldOf(item, name) !== '';
}

function fillAttribute(element: Element, { name, localName, value }: Attr, item: Item): void {
  if (!value.includes('{')) return;
  const filled = fillValue(localName, value, item);
  if (filled === undefined) element.removeAttribute(name);
  else element.setAttribute(name, filled);
}

function fillValue(localName: string, value: string, item: Item): string | undefined {
  if (URL_ATTRIBUTES.has(localName)) return fillUrl(value, item);
  if (!CLOSED_ATTRIBUTE.test(localName)) return fill(value, item);
  tellOnce(`template: ${localName} never gets a field, found '${value}'`);
  return undefined;
}

/**
 * An address with fields. A field at its very beginning is an address itself; one further on is a piece of it and is
 * encoded, so that an id with a slash or a question mark stays one piece.
 *
 * @returns undefined where a field is missing or the address must not be followed
 */
export function fillUrl(pattern: string, item: Item): string | undefined {
  let isMissing = false;
  const url = pattern.replace(FIELD, (_, name: string, offset: number) => {
    const value = fieldOf(item, name);
    isMissing ||= value === '';
    return offset === 0 ? value : encodeURIComponent(value);
  });
  return isMissing ? undefined : safeUrl(url);
}

function fill(text: string, item: Item): string {
  return text.replace(FIELD, (_, name: string) => fieldOf(item, name));
}
