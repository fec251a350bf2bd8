// <search-box>: search by a sentence. It asks when the typing pauses, or at once on Enter; Escape clears.
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { baseStyles } from '../design/shared.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';

const PAUSE_MS = 450;
const MIN_LENGTH = 3;

@customElement('search-box')
export class SearchBox extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      form {
        position: relative;
        display: flex;
        align-items: center;
      }
      form > svg {
        position: absolute;
        left: 0.875rem;
        color: var(--ink-soft);
        pointer-events: none;
      }
      input {
        width: 100%;
        min-height: var(--tap-target);
        padding: 0 2.875rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-round);
        background: var(--surface);
        color: var(--ink);
        font: inherit;
        appearance: none;
      }
      input:hover {
        border-color: var(--line-strong);
      }
      input::placeholder {
        color: var(--ink-soft);
        opacity: 1;
      }
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

  override focus(options?: FocusOptions): void {
    this.input.focus(options);
  }

  protected override render() {
    return html`<form role="search" @submit=${this.#submit}>${icon('search')}
      <input type="search" aria-label="Search by a sentence" placeholder="A slow heist film with a twist" autocomplete="off" maxlength="2000"
        enterkeyhint="search" ?disabled=${!this.#ready.value} @input=${this.#type} @keydown=${this.#key}>
      ${this.#search.value ? html`<button type="button" aria-label="Clear the search" @click=${this.#clear}>${icon('close', 18)}</button>` : ''}
    </form>`;
  }

  /** A search that was carried over from the version before stands in the box as if it had been typed. */
  protected override updated(): void {
    const query = this.#search.value?.query;
    if (query && !this.input.value) this.input.value = query;
  }

  #type(): void {
    clearTimeout(this.#pause);
    const { value } = this.input;
    const length = value.trim().length;
    if (length === 0) store.search('');
    else if (length >= MIN_LENGTH) this.#pause = setTimeout(() => store.search(value), PAUSE_MS);
  }

  #submit(event: Event): void {
    event.preventDefault();
    clearTimeout(this.#pause);
    store.search(this.input.value);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#clear();
  }

  #clear(): void {
    clearTimeout(this.#pause);
    this.input.value = '';
    store.search('');
    this.input.focus();
  }
}
