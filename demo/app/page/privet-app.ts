// <privet-app>: the page. Header, messages, the list; the dialog that the address asks for; and the live region through
// which a screen reader hears of changes. When the catalog cannot be had there is nothing to list, and it says so, with
// a retry.
import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { HomeView } from '../list/home-view.ts';
import { createFilmSession } from '../session/film-session.ts';
import { FromSession, SessionElement, type Sessions } from '../session/session-element.ts';
import { isShut } from '../state/app-state.ts';
import { type LatePart, loadPart } from '../state/late-parts.ts';
import { nextTask } from '../state/next-task.ts';
import { isView, type View } from '../state/router.ts';
import { errorText } from '../state/words.ts';
import './app-footer.ts';
import './app-header.ts';
import '../list/home-view.ts';
import './status-banner.ts';
import '../widgets/undo-toast.ts';
import { ground, pageWide } from '../design/parts.ts';

@customElement('privet-app')
export class PrivetApp extends SessionElement implements Sessions {
  static override styles = css`
    main {
      padding: var(--space-4) var(--gutter) var(--space-8);
      ${pageWide}
    }
    .skip {
      position: fixed;
      z-index: 3;
      top: var(--space-2);
      left: var(--space-2);
    }
    .skip:not(:focus-visible) {
      clip-path: inset(50%);
    }
    .failed {
      margin: var(--space-8) auto;
    }
    .failed h1 {
      font: 600 var(--text-xl) / 1.2 var(--font-display);
      letter-spacing: normal;
    }
    .failed p {
      margin-bottom: var(--space-3);
    }
    .reason {
      ${ground('sunken', 'm', 3, 4)}
    }
  `;

  override session = createFilmSession();
  catalog = this.session;
  @query('home-view') private home!: HomeView | null;
  #phase = new FromSession(this, (state) => state.phase);
  #failure = new FromSession(this, (state) => state.failure);
  #isOfAnotherVersion = new FromSession(this, (state) => state.isOfAnotherVersion);
  #route = new FromSession(this, (state) => state.route);
  #view = new FromSession(this, (state) => state.view);
  #encryption = new FromSession(this, (state) => state.encryption);
  #warm = new FromSession(this, (state) => state.warm.state);
  #announcement = new FromSession(this, (state) => state.announcement);

  #shown: View['name'] = 'home';

  /**
   * The first time not in the task that runs the page's code: that one ends with the page's load, for which the browser
   * would lay out all that is drawn by then, and again for its first frame.
   */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await nextTask();
    super.scheduleUpdate();
  }

  /** Where focus goes when the element that had it is gone. */
  focusMain(): void {
    if (this.#view.value.name === 'home') this.home?.focusTitle();
    else this.renderRoot.querySelector<HTMLElement>('main > :last-child')?.focus();
  }

  focusSearch(): void {
    this.renderRoot.querySelector('app-header')?.focusSearch();
  }

  protected override render() {
    const failed = this.#phase.value === 'failed';
    const atHome = this.#view.value.name === 'home';
    return html`<button class="button skip" type="button" @click=${this.#skip}>${atHome ? 'Skip to the films' : 'Skip to the content'}</button>
      <app-header></app-header>
      <main><status-banner></status-banner>${this.#unlockCard()}${failed ? this.#failed() : this.#views()}</main><app-footer></app-footer>
      ${this.#phase.value === 'ready' ? this.#dialog() : nothing}
      ${isView(this.#route.value) ? html`<undo-toast></undo-toast>` : nothing}<version-notice></version-notice>
      <p class="visually-hidden" role="status" aria-live="polite">${this.#announcement.value}</p>`;
  }

  /** Not in "My data", which has a field of its own for it. */
  #unlockCard() {
    if (!isShut(this.#encryption.value) || this.#phase.value !== 'ready' || this.#view.value.name === 'data')
      return nothing;
    this.#load('unlock');
    return html`<unlock-card></unlock-card>`;
  }

  #skip(): void {
    if (this.#view.value.name === 'home') this.home?.focusFilms();
    else this.focusMain();
  }

  /** Home stays as it was left while another view stands in its place. */
  #views() {
    const { name } = this.#view.value;
    if (name !== 'home') this.#load(name);
    const others = {
      home: nothing,
      map: html`<map-view tabindex="-1"></map-view>`,
      watchlist: html`<watchlist-view tabindex="-1"></watchlist-view>`,
      two: html`<two-view tabindex="-1"></two-view>`,
      data: html`<data-view tabindex="-1"></data-view>`,
      hood: html`<hood-view tabindex="-1"></hood-view>`,
      own: html`<own-catalogs-view tabindex="-1"></own-catalogs-view>`,
      nowhere: html`<nowhere-view tabindex="-1"></nowhere-view>`,
    };
    return html`<home-view ?hidden=${name !== 'home'}></home-view>${others[name]}`;
  }

  /** A view starts at its top; home where it was left, or with the results of a search that was asked elsewhere. */
  protected override willUpdate(): void {
    this.dataset.phase = this.#phase.value;
    this.toggleAttribute('data-warm', this.#warm.value === 'ready');
    this.dataset.warmUp = this.#warm.value;
    const { name } = this.#view.value;
    if (name === this.#shown) return;
    if (this.#shown === 'home' && this.home && !this.session.state.search) this.home.listTop = scrollY;
    this.#shown = name;
    const top = name === 'home' && !this.session.state.search ? (this.home?.listTop ?? 0) : 0;
    this.updateComplete.then(() => scrollTo({ top, behavior: 'instant' }));
  }

  /** Its element is drawn when its code is there. */
  #load(name: LatePart): void {
    loadPart(name).catch((error: unknown) => this.session.toasts.say(`This could not be loaded: ${errorText(error)}`));
  }

  #dialog() {
    const route = this.#route.value;
    if (!isView(route)) this.#load(route.name);
    if (route.name === 'film') return html`<film-dialog .itemId=${route.itemId}></film-dialog>`;
    if (route.name === 'keys') return html`<keys-dialog></keys-dialog>`;
    if (route.name === 'privacy') return html`<privacy-dialog></privacy-dialog>`;
    return nothing;
  }

  #failed() {
    const isOutdated = this.#isOfAnotherVersion.value;
    return html`<div class="failed" role="alert"><h1>The films could not be loaded</h1>
      <p>${isOutdated ? 'This site seems to have been updated: its films do not belong to this page. Reload the page to get both.' : 'Without them there is nothing to recommend.'} Your ratings are safe: they are kept in this browser.</p>
      ${isOutdated ? html`<p>If that does not help, the update is not finished, or the films were changed by somebody else. They are not used then.</p>` : nothing}
      <p class="reason small breaks">${this.#failure.value}</p>
      <p><button class="button primary" type="button" @click=${() => (isOutdated ? this.#reload() : this.session.boot.restart())}>${isOutdated ? 'Reload' : 'Try again'}</button></p></div>`;
  }

  /** Into the newest version that the host has, though a service worker answered with this page. */
  async #reload(): Promise<void> {
    await import('../offline/service-worker-link.ts').then(({ renewApp }) => renewApp()).catch(() => {});
    location.reload();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privet-app': PrivetApp;
    'app-header': import('./app-header.ts').AppHeader;
    'film-card': import('../list/film-card.ts').FilmCard;
    'film-grid': import('../list/film-grid.ts').FilmGrid;
  }
}
