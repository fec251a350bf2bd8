// <search-box>: search by a sentence. It asks when the typing pauses, or at once on Enter; Escape clears.
import { css, html } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { searchFieldStyles } from '../design/search-field-styles.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';

const PAUSE_MS = 450;
const MIN_LENGTH = 3;

@customElement('search-box')
export class SearchBox extends AppElement {
  static override styles = [
    searchFieldStyles,
    css`
      input::-webkit-search-cancel-button {
        display: none;
      }
      button {
        position: absolute;
        right: 0.25rem;
        display: grid;
        place-items: center;
        width: 2.25rem;
        height: 2.25rem;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--ink-soft);
        cursor: pointer;
      }
      button:hover {
        background: var(--sunken);
        color: var(--ink);
      }
    `,
  ];

  @query('input') private input!: HTMLInputElement;
  #search = new FromStore(this, (state) => state.search);
  #ready = new FromStore(this, (state) => state.phase === 'ready');
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** What this box asked for last. */
  #asked = '';

  override focus(options?: FocusOptions): void {
    this.input.focus(options);
  }

  protected override render() {
    return html`<form class="field" role="search" @submit=${this.#submit}>${icon('search')}
      <input type="search" aria-label="Search by a sentence" placeholder="A slow heist film with a twist" autocomplete="off" maxlength="2000"
        enterkeyhint="search" ?disabled=${!this.#ready.value} @input=${this.#type} @keydown=${this.#key}>
      ${this.#search.value ? html`<button type="button" aria-label="Clear the search" @click=${this.#clear}>${icon('close', 18)}</button>` : ''}
    </form>`;
  }

  /**
   * A search that was asked elsewhere (carried over from the version before, or looser than one that found nothing)
   * stands in the box as if it had been typed.
   */
  protected override updated(): void {
    const query = this.#search.value?.query;
    if (query && query !== this.#asked) this.input.value = this.#asked = query;
  }

  #ask(text: string): void {
    this.#asked = text.trim();
    store.search.ask(text);
  }

  #type(): void {
    clearTimeout(this.#pause);
    const { value } = this.input;
    const length = value.trim().length;
    if (length === 0) this.#ask('');
    else if (length >= MIN_LENGTH) this.#pause = setTimeout(() => this.#ask(value), PAUSE_MS);
  }

  #submit(event: Event): void {
    event.preventDefault();
    clearTimeout(this.#pause);
    this.#ask(this.input.value);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#clear();
  }

  #clear(): void {
    clearTimeout(this.#pause);
    this.input.value = '';
    this.#ask('');
    this.input.focus();
  }
}
