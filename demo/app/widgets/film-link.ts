// A link to a film. It has no `href`: a browser keeps the addresses of links that were followed, and a film's must not
// be among them (router.ts). What a link does by itself is done here: Enter follows it too; Ctrl, Command, Shift or the
// middle button opens a tab. The browser's own menu offers no address to copy: the film's page does.
import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { nearest } from '../session/session-element.ts';
import type { FilmRoute } from '../state/router.ts';

const MIDDLE_BUTTON = 1;

class FilmLink extends Directive {
  #route: FilmRoute | undefined;

  override update({ element }: ElementPart, [itemId, name = 'film']: [string, FilmRoute['name']?]) {
    if (!this.#route) this.#begin(element as HTMLElement);
    this.#route = { name, itemId };
    return noChange;
  }

  render(_itemId: string, _name?: FilmRoute['name']) {
    return noChange;
  }

  #begin(element: HTMLElement): void {
    element.setAttribute('role', 'link');
    element.tabIndex = 0;
    element.addEventListener('click', (event) => this.#open(element, event));
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      if (!event.repeat) this.#open(element, event);
    });
    // The middle button would begin to scroll, or paste.
    element.addEventListener('mousedown', (event) => event.button === MIDDLE_BUTTON && event.preventDefault());
    element.addEventListener('auxclick', (event) => {
      if (event.button === MIDDLE_BUTTON) nearest('session', element).router.openInTab(this.#route!);
    });
  }

  #open(element: HTMLElement, { ctrlKey, metaKey, shiftKey }: MouseEvent | KeyboardEvent): void {
    const { router } = nearest('session', element);
    if (ctrlKey || metaKey || shiftKey) router.openInTab(this.#route!);
    else router.open(this.#route!);
  }
}

/** `html`<a ${filmLink(itemId)}>Alien</a>`` leads to the film's page, `filmLink(itemId, 'map')` to its place on the map. */
export const filmLink = directive(FilmLink);
