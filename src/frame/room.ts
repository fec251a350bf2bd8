// How much room a frame asks for: as much as it would for a stranger. Beside what is drawn stands the same list for nobody in
// particular, which nobody sees, and its height is what the page is told. What is drawn and needs more scrolls within the frame.
import { type Shown, ShownList } from './shown-list.ts';

/** Of what is kept, exported and erased, in CSS pixels: the same however much that is. */
const PRIVACY_HEIGHT = 640;
const SIDES = ['margin', 'border', 'padding'].flatMap((name) =>
  ['top', 'bottom'].map((side) => (name === 'border' ? `${name}-${side}-width` : `${name}-${side}`)),
);

export class Room {
  readonly #main: HTMLElement;
  readonly #tell: (height: number) => void;
  readonly #holder = document.createElement('div');
  readonly #content = document.createElement('div');
  readonly #stranger: ShownList;
  #told: number | undefined;

  /**
   * @param main  where the person's list is drawn
   * @param tell  hears of every other height, in CSS pixels
   */
  constructor(main: HTMLElement, template: HTMLTemplateElement | null, tell: (height: number) => void) {
    this.#main = main;
    this.#tell = tell;
    this.#stranger = new ShownList(this.#content, template);
    this.#hide();
    new ResizeObserver(() => this.#measure()).observe(this.#content);
    new ResizeObserver(() => this.#widen()).observe(main);
  }

  /** @param shown  what is drawn; undefined: the same, asked for anew */
  draw(shown: Shown | undefined): void {
    if (shown === undefined) this.#stranger.show();
    else this.#stranger.draw(strangers(shown));
    this.#widen();
    this.#measure();
  }

  /** Out of the document's flow, reach and sight; styles of the page hold in it too. */
  #hide(): void {
    const holder = this.#holder;
    Object.assign(holder.style, {
      position: 'fixed',
      top: '0',
      left: '0',
      height: '0',
      overflow: 'hidden',
      visibility: 'hidden',
    });
    holder.inert = true;
    holder.ariaHidden = 'true';
    const styles = document.querySelectorAll('link[rel=stylesheet], style');
    holder.attachShadow({ mode: 'closed' }).append(...[...styles].map((style) => style.cloneNode(true)), this.#content);
    // They are nobody's lists: no script of this page hears of them.
    holder.addEventListener('privet-items', (event) => event.stopImmediatePropagation(), { capture: true });
    document.body.append(holder);
  }

  /** As wide as the list is where nothing scrolls: a scroll bar is there or not by what is drawn. */
  #widen(): void {
    const scrollBar = innerWidth - document.documentElement.clientWidth;
    this.#holder.style.width = `${this.#main.getBoundingClientRect().width + scrollBar}px`;
  }

  #measure(): void {
    const { list } = this.#stranger.shown;
    if (list === 'none') return; // a page that draws itself has nothing to make room for
    const height = list === 'privacy' ? PRIVACY_HEIGHT : this.#content.getBoundingClientRect().height;
    const told = Math.ceil(around(this.#main, this.#holder) + height);
    if (told === this.#told) return;
    this.#told = told;
    this.#tell(told);
  }
}

/**
 * What the page has above and below an element, in CSS pixels. It is added up, for the height of the whole page may be that of
 * the list that is drawn.
 */
function around(element: Element, holder: Element): number {
  const style = getComputedStyle(element);
  const own = SIDES.reduce((sum, side) => sum + (Number.parseFloat(style.getPropertyValue(side)) || 0), 0);
  const parent = element.parentElement;
  if (!parent) return own;
  const beside = [...parent.children].filter(
    (child) => child !== element && child !== holder && child !== document.head,
  );
  return own + beside.reduce((sum, child) => sum + child.getBoundingClientRect().height, 0) + around(parent, holder);
}

/**
 * What a stranger's frame would draw. What was viewed and what lies in a cart has no list for strangers: it takes the room of
 * a full one, whether it is empty or not.
 */
function strangers({ ...shown }: Shown): Shown {
  const isOfHistory =
    shown.list === 'recent' || (shown.list === 'with' && ![undefined, null, false].includes(shown.cart as undefined));
  if (shown.list === 'privacy' || !isOfHistory) return { ...shown, anonymous: true };
  const { cart: _, 'hide-when-empty': __, ...rules } = shown;
  return { ...rules, list: 'popular', anonymous: true };
}
