// <own-manage>: what is kept of a catalog, where, how large it is; and the way to forget the taps or delete all of
// it.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { ground, soft, stack } from '../design/parts.ts';
import { formatBytes, plural } from '../state/words.ts';
import type { OwnCatalogsSession } from './own-catalogs-session.ts';
import type { OwnSessionState } from './own-catalogs-state.ts';

@customElement('own-manage')
export class OwnManage extends AppElement {
  static override styles = css`
    section {
      ${stack(3)} ${ground('sunken', 'l', 5)}
    }
    p {
      max-width: 46rem;
      ${soft}
    }
  `;

  @property({ attribute: false }) own!: OwnCatalogsSession;
  @property({ attribute: false }) open!: OwnSessionState;
  @state() private asks: 'delete' | 'forget' | '' = '';

  protected override render() {
    const { catalog, marks, status } = this.open;
    const isMemory = status?.storage === 'memory';
    return html`<section aria-labelledby="kept"><h2 id="kept" class="small-title">Kept on this device</h2>
      <p>${plural(catalog.numItems, 'item')} from ${catalog.fileName}, ${formatBytes(catalog.sizeBytes)} in this browser's storage. Nothing of it was sent anywhere.
        ${isMemory ? 'Your ratings could not be stored and last until this tab closes.' : nothing}</p>
      ${catalog.notes.map((note) => html`<p>${note}</p>`)}
      <div class="actions wide">${this.asks ? this.#question(this.asks) : this.#buttons(marks.size > 0)}</div></section>`;
  }

  #buttons(hasTaps: boolean) {
    return html`${hasTaps ? html`<button class="button" type="button" @click=${() => this.#ask('forget')}>Forget my ratings here</button>` : nothing}
      <button class="button" type="button" @click=${() => this.#ask('delete')}>${icon('trash', 18)}Delete this catalog</button>`;
  }

  #question(what: 'delete' | 'forget') {
    const words = what === 'delete' ? 'Yes, delete it and my ratings' : 'Yes, forget my ratings';
    return html`<button class="button danger" type="button" @click=${() => this.#do(what)}>${words}</button>
      <button class="button" type="button" @click=${() => this.#ask('')}>Keep</button>`;
  }

  #ask(what: 'delete' | 'forget' | ''): void {
    this.asks = what;
    void this.focusDrawn('.actions .button');
  }

  #do(what: 'delete' | 'forget'): void {
    this.asks = '';
    if (what === 'forget') void this.own.opened?.forget();
    else void this.own.remove(this.open.catalog.id);
  }
}
