// What the frame draws: one element, by the query of its address or by `show` of the page around it. The names are the
// attributes of the elements.
import { LIST_CALLS, type ListCall } from '../engine/list-calls.ts';

const LISTS = [...Object.values<ListCall>(LIST_CALLS).flatMap(({ element }) => element ?? []), 'privacy', 'none'];
/** Neither `src` nor `database`: which bundle and which history is the frame's own business. */
const ATTRIBUTES = [
  ...[
    'item',
    'items',
    'cart',
    'count',
    'where',
    'exclude',
    'diversity',
    'caps',
    'fallback',
    'hide-when-empty',
    'hide-sold-out',
  ],
  ...['live', 'item-url', 'currency', 'sold-out', 'no-images', 'label', 'query', 'placeholder'],
];
/** `anonymous` is what the frame measures itself by: no page shows it. */
const DRAWN_ATTRIBUTES = [...ATTRIBUTES, 'anonymous'];
const COLOR_SCHEMES = ['light', 'dark', 'light dark'];
const NAMES = ['list', 'color-scheme', ...ATTRIBUTES];

export type Shown = Record<string, unknown>;
type ListElement = HTMLElement & { refresh?(): void };

export class ShownList {
  readonly #place: Element | ShadowRoot;
  readonly #template: HTMLTemplateElement | null;
  #shown: Shown = { list: 'none' };

  /** @param template  how each item looks, where frame.html has one */
  constructor(place: Element | ShadowRoot, template: HTMLTemplateElement | null) {
    this.#place = place;
    this.#template = template;
  }

  get isEmpty(): boolean {
    return this.#place.childElementCount === 0;
  }

  /** What was asked for last. */
  get shown(): Shown {
    return this.#shown;
  }

  /**
   * Draws a list in place of what is there; without a request what is there is asked for anew, and drawn at once.
   *
   * @throws TypeError for what makes no sense; what is there stays
   */
  show(request?: unknown): void {
    if (request === undefined) return void (this.#place.firstElementChild as ListElement | null)?.refresh?.();
    const { 'color-scheme': scheme, ...shown } = checkShown(request);
    document.documentElement.style.colorScheme = scheme === undefined ? '' : `${scheme}`;
    this.draw(shown);
  }

  /** Draws what was checked already. */
  draw(shown: Shown): void {
    this.#shown = shown;
    const { list = 'for-you', ...attributes } = shown;
    const there = this.#place.firstElementChild as ListElement | null;
    const isSame = there?.localName === `privet-${list}`;
    const element = isSame ? there : this.#make(`privet-${list}`);
    for (const name of DRAWN_ATTRIBUTES) setAttribute(element, name, attributes[name]);
    // Not every attribute makes a list ask anew.
    if (isSame) there.refresh?.();
    else if (list === 'none') this.#place.replaceChildren();
    else this.#place.replaceChildren(element);
  }

  #make(name: string): ListElement {
    const element = document.createElement(name);
    if (this.#template) element.append(this.#template.cloneNode(true));
    return element;
  }
}

/** @returns what the query of an address asks for; names that are not known are told, and left out */
export function queried(search: string, tell: (message: string) => void): Shown {
  const entries = [...new URLSearchParams(search)];
  for (const [name] of entries) {
    if (!NAMES.includes(name)) tell(`frame: its address has '${name}', expected of ${NAMES.join(', ')}`);
  }
  return Object.fromEntries(entries.filter(([name]) => NAMES.includes(name)));
}

function checkShown(request: unknown): Shown {
  if (typeof request !== 'object' || request === null) throw new TypeError(`found ${request}, expected an object`);
  const shown = request as Shown;
  const unknown = Object.keys(shown).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw new TypeError(`found '${unknown}', expected of ${NAMES.join(', ')}`);
  checkChoice(shown, 'list', LISTS);
  checkChoice(shown, 'color-scheme', COLOR_SCHEMES);
  return shown;
}

function checkChoice(shown: Shown, name: string, choices: readonly string[]): void {
  const { [name]: found } = shown;
  if (found !== undefined && !choices.includes(found as string)) {
    throw new TypeError(`${name} is ${JSON.stringify(found)}, expected one of ${choices.join(', ')}`);
  }
}

/** `true` is an attribute without a value; lists and conditions are JSON. */
function setAttribute(element: HTMLElement, name: string, value: unknown): void {
  if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : typeof value === 'object' ? JSON.stringify(value) : `${value}`);
}
