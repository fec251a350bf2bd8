// <status-banner>: what does not work and what still does, in the words of the part that failed; that the engine is started
// again, or stopped; what a slow host keeps waiting; and, where another tab changed the taste, the offer to follow. Nothing is said while all is well.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type EngineState, hearSlowRequests, type PartName, type WaitingFor } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { banner } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';

/** What a part that fails means for the person; why is told under the hood. */
const TROUBLES: Partial<Record<PartName, string>> = {
  history: 'There is a problem with where your ratings are kept. “My data” says more.',
  catalog: 'Some films could not be loaded. The others are here.',
  towers: 'The taste model could not be loaded. Your list goes on without it.',
  'text-encoder': 'Search goes by words alone right now.',
};
const TROUBLE = 'A part of the app does not work right now. All else does.';

@customElement('status-banner')
export class StatusBanner extends SessionElement {
  static override styles = css`
    .banner {
      ${banner('clay-wash')}
    }
    .news {
      background: var(--leaf-wash);
    }
    .waiting {
      padding-right: var(--space-4);
    }
  `;

  @state() private dismissed: ReadonlySet<PartName> = new Set();
  #status = new FromSession(this, (state) => state.status);
  #changedElsewhere = new FromSession(this, (state) => state.changedElsewhere);
  #warm = new FromSession(this, (state) => state.warm);
  @state() private isWarmDismissed = false;
  #isOpen = new FromSession(this, (state) => state.phase === 'ready');
  #hasList = new FromSession(this, (state) => state.list.items.length > 0);
  /** Of scripts, which the page fetches itself; of all else the engine tells. */
  @state() private pageWaitsFor: WaitingFor | undefined;
  #unhear: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unhear = hearSlowRequests((waitingFor) => {
      this.pageWaitsFor = waitingFor;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unhear?.();
  }

  protected override render() {
    const parts = Object.entries(this.#status.value?.parts ?? {}) as [PartName, { state: string; message?: string }][];
    const troubled = parts.filter(
      ([name, part]) =>
        part.message && (part.state === 'failed' || part.state === 'degraded') && !this.dismissed.has(name),
    );
    const engine = this.#status.value?.engine;
    return html`<div role="status">${this.#changedElsewhere.value ? this.#news() : nothing}${engine ? this.#engine(engine) : nothing}${this.#waiting()}${troubled.map(([name]) => this.#trouble(TROUBLES[name] ?? TROUBLE, () => this.#dismiss(name)))}${troubled.length === 0 ? this.#missing() : nothing}</div>`;
  }

  #news() {
    return html`<div class="banner news"><p class="grow">Your list changed in another tab.</p>
      <button class="button" type="button" @click=${() => this.session.films.followOtherTab()}>${icon('refresh', 18)}Refresh the list</button></div>`;
  }

  #engine({ state, message }: EngineState) {
    if (state === 'running') return nothing;
    const told =
      state === 'restarting'
        ? 'Your lists are being started again. What you rated is kept.'
        : 'Your lists have stopped. This one stays, and what you rated is kept.';
    const reload = html`<button class="button" type="button" @click=${() => location.reload()}>${icon('refresh', 18)}Reload</button>`;
    return html`<div class="banner engine" title=${message ?? ''}><p class="grow">${told}</p>${state === 'stopped' ? reload : nothing}</div>`;
  }

  /** It goes by itself when bytes come again. */
  #waiting() {
    const waitingFor = this.#status.value?.waitingFor ?? this.pageWaitsFor;
    if (!waitingFor) return nothing;
    const meanwhile = this.#isOpen.value
      ? 'Lists, ratings and search go on with what is here.'
      : this.#hasList.value
        ? 'The list stays, and what you rate is kept.'
        : 'The first list comes when it is here.';
    return html`<div class="banner waiting"><p class="grow">${waitingFor.message} ${meanwhile}</p></div>`;
  }

  #trouble(message: string, dismiss: () => void) {
    return html`<div class="banner"><p class="grow">${message} <a href="#/hood">Details</a></p><button class="button plain square" type="button" aria-label="Dismiss this message"
      @click=${dismiss}>${icon('close', 18)}</button></div>`;
  }

  /** What the host does not give, or gives otherwise than this page was built with; no part of the engine tells of it. */
  #missing() {
    const warm = this.#warm.value;
    if (this.isWarmDismissed || (warm.state !== 'failed' && warm.state !== 'waiting')) return nothing;
    const told =
      warm.state === 'failed'
        ? 'Not all of the app could be loaded. Reload the page to try again.'
        : 'Not everything is here yet. The rest is tried again by itself.';
    return this.#trouble(told, () => {
      this.isWarmDismissed = true;
    });
  }

  #dismiss(name: PartName): void {
    this.dismissed = new Set([...this.dismissed, name]);
  }
}
