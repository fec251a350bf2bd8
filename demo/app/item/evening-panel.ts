// <evening-panel>: an evening around a film. What goes with it and with all that was picked so far; a tap adds one, a
// cross takes it off. Says `evening-opened`: what goes with the film alone then stands here.
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { crossChipStyles } from '../design/chip-styles.ts';
import { icon } from '../design/icons.ts';
import { SessionElement } from '../session/session-element.ts';
import { errorText, filmLine } from '../state/words.ts';
import '../art/film-poster.ts';
import { bare, stack, strong } from '../design/parts.ts';

const OFFERED = 6;
const MOST_PICKED = 3;

@customElement('evening-panel')
export class EveningPanel extends SessionElement {
  static override styles = [
    crossChipStyles,
    css`
      .chip {
        max-width: 100%;
        text-align: left;
      }
      ol {
        ${stack(4)}
        grid-template-columns: repeat(6, minmax(7rem, 1fr));
        margin: 0 calc(-1 * var(--sheet-gutter, 0px));
        padding: var(--space-3) var(--sheet-gutter, 0px) var(--space-2);
        overflow: auto hidden;
      }
      .bone {
        margin-bottom: 3.25rem;
      }
      .add {
        width: 100%;
        ${bare}
        border-radius: var(--radius-s);
        text-align: left;
      }
      .add .title {
        ${strong}
      }
      .add:hover .title {
        text-decoration: underline;
      }
    `,
  ];

  @property({ attribute: false }) item!: ItemSummary;
  /** Ids of films that stand on the page already. */
  @property({ attribute: false }) exclude: readonly string[] = [];
  @state() private isOpen = false;
  @state() private picked: readonly ItemSummary[] = [];
  /** Undefined while they are on their way. */
  @state() private offered: readonly ItemSummary[] | undefined;
  @state() private error = '';
  /** An answer that is older than the last question is dropped. */
  #question = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('item') || changed.get('item')?.itemId === this.item.itemId) return;
    this.#question++;
    this.isOpen = false;
    this.picked = [];
    this.offered = undefined;
  }

  protected override render() {
    if (!this.isOpen) {
      return html`<button class="button" type="button" @click=${this.#open}>${icon('plus', 18)}Make an evening of it</button>`;
    }
    return html`<section aria-labelledby="evening"><h3 id="evening" class="small-title" tabindex="-1">An evening with ${this.item.title}</h3>
      ${this.picked.length > 0 ? html`<ul class="above-3" aria-label="Picked for the evening">${this.picked.map((item) => this.#chip(item))}</ul>` : nothing}
      <p class="soft above-2" role="status">${this.#remark()}</p>${this.#isFull ? nothing : this.#offers()}</section>`;
  }

  get #isFull(): boolean {
    return this.picked.length >= MOST_PICKED;
  }

  #remark(): string {
    if (this.error) return this.error;
    if (this.#isFull) return 'That makes an evening.';
    if (this.offered?.length === 0) return 'Nothing else goes with it.';
    return this.picked.length === 0 ? 'Tap a film to add it.' : 'What goes with all of them:';
  }

  #chip(item: ItemSummary) {
    return html`<li><button class="button chip breaks" type="button" aria-label="Take off: ${item.title}" @click=${() => this.#takeOff(item)}>${item.title}${icon('close', 16)}</button></li>`;
  }

  /** By place: the keyboard stays where it is while others come. */
  #offers() {
    const { offered } = this;
    if (!offered) return html`<ol>${Array.from({ length: OFFERED }, () => html`<li class="bone poster"></li>`)}</ol>`;
    return html`<ol>${offered.map(
      (
        item,
      ) => html`<li><button class="add block" type="button" aria-label="Add ${item.title}" @click=${() => this.#add(item)}><film-poster raised untitled .item=${item}></film-poster>
        <span class="title clipped block above-2">${item.title}</span><span class="soft clipped block">${filmLine(item)}</span></button></li>`,
    )}</ol>`;
  }

  #open(): void {
    this.isOpen = true;
    this.dispatchEvent(new Event('evening-opened'));
    void this.#ask();
    void this.focusDrawn('h3');
  }

  #add(item: ItemSummary): void {
    if (this.#isFull || this.picked.includes(item)) return;
    this.picked = [...this.picked, item];
    void this.#ask();
    if (this.#isFull) void this.focusDrawn('h3');
  }

  async #takeOff(item: ItemSummary): Promise<void> {
    const place = this.picked.indexOf(item);
    this.picked = this.picked.filter((one) => one !== item);
    void this.#ask();
    await this.updateComplete;
    this.focusNear([...this.renderRoot.querySelectorAll<HTMLElement>('.chip')], place, 'h3');
  }

  /** What is on screen stays until others are there. */
  async #ask(): Promise<void> {
    const question = ++this.#question;
    this.error = '';
    try {
      const ids = [this.item, ...this.picked].map(({ itemId }) => itemId);
      const { items } = await this.session.privet!.goesWith(ids, { count: OFFERED, exclude: [...this.exclude] });
      if (question === this.#question) this.offered = items;
    } catch (error) {
      if (question === this.#question) this.error = errorText(error);
    }
  }
}
