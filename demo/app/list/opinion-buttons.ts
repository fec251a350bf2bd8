// <opinion-buttons>: what somebody can say of a film, each for itself. What stands is pressed; pressing it again takes it
// back. On a card the stars, and the two that say little of taste, seen and hidden, are in a menu, whose button tells
// what of them stands; with labels, all five are buttons, with the stars below.
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ItemSummary, Marks, Opinion } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { CatalogElement } from '../session/session-element.ts';
import { hasMark } from '../session/taste.ts';
import { marksText, OPINION_LABELS, starsText } from '../state/words.ts';
import { opinionButtonsStyles } from './opinion-buttons-styles.ts';
import './star-rating.ts';

const ON_CARD: readonly Opinion[] = ['like', 'dislike', 'save'];
const IN_MENU: readonly Opinion[] = ['seen', 'hide'];
const SPACE = 4;

@customElement('opinion-buttons')
export class OpinionButtons extends CatalogElement {
  static override styles = opinionButtonsStyles;

  @property({ attribute: false }) item!: ItemSummary;
  /** What stands; undefined for nothing. */
  @property({ attribute: false }) marks: Marks | undefined;
  /** Takes the choice, where a view has something to do beside. */
  @property({ attribute: false }) choose = (item: ItemSummary, opinion: Opinion): void =>
    this.catalog.list.taps.tap(item, opinion);
  /** All of them, with words beside the icons. */
  @property({ type: Boolean, reflect: true }) labelled = false;
  @state() private menuOpen = false;

  protected override render() {
    if (this.labelled) return [...[...ON_CARD, ...IN_MENU].map((opinion) => this.#button(opinion)), this.#stars()];
    return html`${ON_CARD.map((opinion) => this.#button(opinion))}${this.#more()}${this.menuOpen ? this.#menu() : nothing}`;
  }

  #button(opinion: Opinion) {
    const label = OPINION_LABELS[opinion];
    return html`<button class=${opinion} type="button" aria-pressed=${this.#stands(opinion)}
      aria-label=${nameOf(opinion, this.item)} title=${label} @click=${() => this.#choose(opinion)}>
      ${icon(opinion)}${this.labelled ? html`<span>${label}</span>` : ''}</button>`;
  }

  #stands(opinion: Opinion): boolean {
    return hasMark(this.marks ?? {}, opinion);
  }

  #stars() {
    return html`<star-rating ?patient=${!this.labelled} .stars=${this.marks?.stars} label=${this.item.title} @rate=${this.#rate}></star-rating>`;
  }

  #more() {
    const { seen = false, hidden = false, stars } = this.marks ?? {};
    const standing = hidden ? 'hide' : seen ? 'seen' : undefined;
    const state = stars !== undefined ? 'rated' : (standing ?? '');
    const said = marksText({ seen, hidden, ...(stars !== undefined && { stars }) });
    return html`<button class="more ${state}" type="button" aria-haspopup="menu" aria-expanded=${this.menuOpen}
      aria-label="More about ${this.item.title}${said && `: ${said}`}" title=${said || 'More'} @click=${() => this.#open()}>${
        stars === undefined ? icon(standing ?? 'more') : html`<span class="given">${starsText(stars)}</span>`
      }</button>`;
  }

  #menu() {
    return html`<div class="menu" popover role="group" aria-label=${this.item.title} @toggle=${this.#toggled} @keydown=${this.#key}>
      ${this.#stars()}<div role="menu" aria-label="More about ${this.item.title}">${IN_MENU.map(
        (opinion) => html`<button type="button" role="menuitemcheckbox" aria-checked=${this.#stands(opinion)}
          aria-label=${nameOf(opinion, this.item)} tabindex="-1" @click=${() => this.#choose(opinion)}>${icon(opinion)}${OPINION_LABELS[opinion]}</button>`,
      )}</div></div>`;
  }

  /** Opens the menu, or goes to the stars that are there. */
  openStars(): void {
    if (this.labelled) this.renderRoot.querySelector<HTMLElement>('star-rating')!.focus();
    else void this.#open('star-rating');
  }

  /** @param first  what gets the keyboard */
  async #open(first = 'button'): Promise<void> {
    this.menuOpen = true;
    await this.updateComplete;
    const menu = this.renderRoot.querySelector<HTMLElement>('.menu')!;
    menu.showPopover();
    this.#place();
    menu.querySelector<HTMLElement>(first)!.focus({ preventScroll: true });
    addEventListener('scroll', this.#place, { capture: true, passive: true });
  }

  /** Stays at its button while the page scrolls. */
  #place = (): void => {
    const menu = this.renderRoot.querySelector<HTMLElement>('.menu');
    const button = this.renderRoot.querySelector('.more');
    if (menu && button) place(menu, button.getBoundingClientRect());
    else removeEventListener('scroll', this.#place, { capture: true });
  };

  #toggled(event: ToggleEvent): void {
    if (event.newState === 'open') return;
    const menu = event.target as HTMLElement;
    const hadFocus =
      menu.contains((this.renderRoot as ShadowRoot).activeElement) || document.activeElement === document.body;
    this.menuOpen = false;
    if (hadFocus && this.isConnected)
      this.renderRoot.querySelector<HTMLElement>('.more')?.focus({ preventScroll: true });
  }

  #key(event: KeyboardEvent): void {
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.menu :is(star-rating, button)')];
    const at = items.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(at + step + items.length) % items.length]!.focus();
    else if (event.key === 'Tab') this.renderRoot.querySelector<HTMLElement>('.menu')!.hidePopover();
    else return;
    event.stopPropagation();
    if (step) event.preventDefault();
  }

  #choose(opinion: Opinion): void {
    this.#saying();
    this.choose(this.item, opinion);
  }

  #rate({ detail }: CustomEvent<number>): void {
    this.#saying();
    this.catalog.list.taps.rate(this.item, detail);
  }

  #saying(): void {
    this.menuOpen = false;
    this.dispatchEvent(new CustomEvent('opinion', { bubbles: true, composed: true }));
  }
}

/** `Like Alien`, `Save Alien for later`, `Mark Alien as seen`. */
function nameOf(opinion: Opinion, { title }: ItemSummary): string {
  if (opinion === 'save') return `Save ${title} for later`;
  if (opinion === 'seen') return `Seen ${title}`;
  return `${OPINION_LABELS[opinion]} ${title}`;
}

/** Above the button where there is room, else below; inside the window. */
function place(menu: HTMLElement, { right, top, bottom }: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const x = Math.max(SPACE, right - width);
  const y = top - height - SPACE > 0 ? top - height - SPACE : bottom + SPACE;
  menu.style.left = `${x}px`;
  menu.style.top = `${y}px`;
}
