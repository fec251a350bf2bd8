// <own-view>: a catalog of the visitor's own, from the file that they drop to a list that knows their taste. Everything of it is fetched when
// somebody comes here; its state is a session of its own (catalog-session.ts), apart from the films'.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles, buttonStyles } from '../design/shared.ts';
import { OwnSession } from './catalog-session.ts';
import './catalog.ts';
import './catalog-columns.ts';
import './catalog-drop.ts';
import './catalog-shelf.ts';

@customElement('own-view')
export class OwnView extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        outline: none;
      }
      section {
        margin-top: var(--space-4);
      }
      h1 {
        max-width: 24ch;
        font: 600 var(--text-xxl) / var(--leading-tight) var(--font-display);
        letter-spacing: -0.01em;
        text-wrap: balance;
      }
      .intro {
        max-width: 42rem;
        margin-top: var(--space-3);
        color: var(--ink-soft);
      }
      .error {
        margin-top: var(--space-5);
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--clay);
        border-radius: var(--radius-m);
        background: var(--clay-wash);
        overflow-wrap: anywhere;
      }
      own-drop,
      own-shelf,
      own-columns {
        margin-top: var(--space-5);
      }
    `,
  ];

  @property({ type: Number, reflect: true }) override tabIndex = -1;
  #session = new OwnSession();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#session.addEventListener('change', this.#follow);
    void this.#session.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session.removeEventListener('change', this.#follow);
    this.#session.dispose();
    this.#session = new OwnSession();
  }

  #follow = (): void => this.requestUpdate();

  protected override render() {
    const { phase, open, draft, error } = this.#session.state;
    const message = error ? html`<p class="error" role="alert">${error}</p>` : nothing;
    if (phase === 'open' && open) {
      return html`<section aria-label=${open.catalog.name}>${message}<own-catalog .session=${this.#session} .open=${open}></own-catalog></section>`;
    }
    if (phase === 'checking' && draft) {
      return html`<section><h1>Is this what your columns are?</h1>
        <p class="intro">They were guessed from their names and from what is in them. Change what is wrong; nothing has left this device.</p>
        ${message}<own-columns .session=${this.#session} .draft=${draft}></own-columns></section>`;
    }
    return this.#choice(message);
  }

  #choice(message: unknown) {
    const { phase, catalogs, reading } = this.#session.state;
    return html`<section aria-busy=${phase === 'starting'}><h1>Bring your own catalog</h1>
      <p class="intro">Books, recipes, games, plants: drop a list of anything with titles and get recommendations from it. It is read, understood and
        kept on this device. There is no server that could see it.</p>
      ${message}
      <own-drop .session=${this.#session} .reading=${reading ?? ''}></own-drop>
      ${catalogs.length > 0 ? html`<own-shelf .session=${this.#session} .catalogs=${catalogs}></own-shelf>` : nothing}</section>`;
  }
}
