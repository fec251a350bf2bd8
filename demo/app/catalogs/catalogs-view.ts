// <catalogs-view>: a catalog of the visitor's own, from the file that they drop to a list that knows their taste.
// Everything of it is fetched when somebody comes here; its state is a session of its own (catalog-session.ts), apart
// from the films'.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';
import { catalogScope } from './catalog-scope.ts';
import { CatalogsSession } from './catalogs-session.ts';
import './catalog-view.ts';
import './catalog-columns.ts';
import './catalog-drop.ts';
import './catalog-shelf.ts';
import { round } from '../design/parts.ts';

@customElement('catalogs-view')
export class CatalogsView extends AppElement {
  static override styles = css`
    :host {
      outline: none;
    }
    section {
      margin-top: var(--space-4);
    }
    h1 {
      max-width: 24ch;
    }
    .intro {
      max-width: 42rem;
      margin-top: var(--space-3);
    }
    .error {
      margin-top: var(--space-5);
      ${round('m', 3, 4)}
      border: 1px solid var(--clay);
      background: var(--clay-wash);
      overflow-wrap: anywhere;
    }
    catalog-drop,
    catalog-shelf,
    catalog-columns {
      margin-top: var(--space-5);
    }
  `;

  #encryption = new FromStore(this, (state) => state.encryption);
  #numErasures = new FromStore(this, (state) => state.numErasures);
  #seenErasures = this.#numErasures.value;
  /** Has a worker: there is one only while the view is on screen. */
  #session!: CatalogsSession;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#session = new CatalogsSession();
    this.#session.addEventListener('change', this.#follow);
    void this.#session.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session.removeEventListener('change', this.#follow);
    this.#session.dispose();
    store.set({ searchScope: undefined });
  }

  protected override willUpdate(): void {
    if (this.#seenErasures === this.#numErasures.value) return;
    this.#seenErasures = this.#numErasures.value;
    void this.#session.leave();
  }

  #follow = (): void => {
    this.#beSearched();
    this.requestUpdate();
  };

  /** The header's box searches in the open catalog. */
  #beSearched(): void {
    const scope = catalogScope(this.#session);
    const { searchScope: before } = store.state;
    if (scope?.placeholder !== before?.placeholder || scope?.query !== before?.query) store.set({ searchScope: scope });
  }

  protected override render() {
    if (this.#encryption.value !== 'off') return this.#refusal();
    const { phase, open, draft, error } = this.#session.state;
    const message = error ? html`<p class="error" role="alert">${error}</p>` : nothing;
    if (phase === 'open' && open) {
      return html`<section aria-label=${open.catalog.name}>${message}<catalog-view .session=${this.#session} .open=${open}></catalog-view></section>`;
    }
    if (phase === 'checking' && draft) {
      return html`<section><h1>Is this what your columns are?</h1>
        <p class="intro">They were guessed from their names and from what is in them. Change what is wrong; nothing has left this device.</p>
        ${message}<catalog-columns .session=${this.#session} .draft=${draft}></catalog-columns></section>`;
    }
    return this.#choice(message);
  }

  /** What is kept of a catalog is not encrypted, so there is none beside a history that is. */
  #refusal() {
    return html`<section><h1>Bring your own catalog</h1>
      <p class="intro">Catalogs of your own cannot be locked, so there are none while your history is locked with a passphrase. To bring one, turn
        the lock off in <a href="#/data">My data</a>.</p></section>`;
  }

  #choice(message: unknown) {
    const { phase, catalogs, reading } = this.#session.state;
    return html`<section aria-busy=${phase === 'starting'}><h1>Bring your own catalog</h1>
      <p class="intro">Books, recipes, games, plants: drop a list of anything with titles and get recommendations from it. It is read, understood and
        kept on this device. There is no server that could see it.</p>
      ${message}
      <catalog-drop .session=${this.#session} .reading=${reading ?? ''}></catalog-drop>
      ${catalogs.length > 0 ? html`<catalog-shelf .session=${this.#session} .catalogs=${catalogs}></catalog-shelf>` : nothing}</section>`;
  }
}
