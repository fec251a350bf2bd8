// <opinion-buttons>: what somebody can say of a film. The one that stands is pressed; pressing it again takes it back.
// On a card the two that say little of taste, seen and hidden, are in a menu; with labels, all five are buttons.
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ItemSummary, Opinion } from '../../sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { store } from '../shell/store.ts';
import { OPINION_LABELS } from '../shell/words.ts';
import { opinionButtonsStyles } from './opinion-buttons-styles.ts';

const ON_CARD: readonly Opinion[] = ['like', 'dislike', 'save'];
const IN_MENU: readonly Opinion[] = ['seen', 'hide'];
const SPACE = 4;

@customElement('opinion-buttons')
export class OpinionButtons extends AppElement {
  static override styles = opinionButtonsStyles;

  @property({ attribute: false }) item!: ItemSummary;
  @property() opinion?: Opinion;
  /** Takes the choice; the films' store, unless a view has items of its own. */
  @property({ attribute: false }) choose = (item: ItemSummary, opinion: Opinion): void => store.taps.tap(item, opinion);
  /** All of them, with words beside the icons. */
  @property({ type: Boolean, reflect: true }) labelled = false;
  @state() private menuOpen = false;

  protected override render() {
    if (this.labelled) return [...ON_CARD, ...IN_MENU].map((opinion) => this.#button(opinion));
    return html`${ON_CARD.map((opinion) => this.#button(opinion))}${this.#more()}${this.menuOpen ? this.#menu() : nothing}`;
  }

  #button(opinion: Opinion) {
    const label = OPINION_LABELS[opinion];
    return html`<button class=${opinion} type="button" aria-pressed=${this.opinion === opinion}
      aria-label=${nameOf(opinion, this.item)} title=${label} @click=${() => this.#choose(opinion)}>
      ${icon(opinion)}${this.labelled ? html`<span>${label}</span>` : ''}</button>`;
  }

  #more() {
    const standing = IN_MENU.find((opinion) => opinion === this.opinion);
    return html`<button class="more ${standing ?? ''}" type="button" aria-haspopup="menu" aria-expanded=${this.menuOpen}
      aria-label="More about ${this.item.title}" title="More" @click=${this.#open}>${icon(standing ?? 'more')}</button>`;
  }

  #menu() {
    return html`<div class="menu" popover role="menu" aria-label=${this.item.title} @toggle=${this.#toggled} @keydown=${this.#key}>
      ${IN_MENU.map(
        (opinion) => html`<button type="button" role="menuitemcheckbox" aria-checked=${this.opinion === opinion}
          aria-label=${nameOf(opinion, this.item)} tabindex="-1" @click=${() => this.#choose(opinion)}>${icon(opinion)}${OPINION_LABELS[opinion]}</button>`,
      )}</div>`;
  }

  async #open(): Promise<void> {
    this.menuOpen = true;
    await this.updateComplete;
    const menu = this.renderRoot.querySelector<HTMLElement>('.menu')!;
    menu.showPopover();
    this.#place();
    menu.querySelector('button')!.focus({ preventScroll: true });
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
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.menu button')];
    const at = items.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(at + step + items.length) % items.length]!.focus();
    else if (event.key === 'Tab') this.renderRoot.querySelector<HTMLElement>('.menu')!.hidePopover();
    else return;
    event.stopPropagation();
    if (step) event.preventDefault();
  }

  #choose(opinion: Opinion): void {
    this.menuOpen = false;
    this.dispatchEvent(new CustomEvent('opinion', { bubbles: true, composed: true }));
    this.choose(this.item, opinion);
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
