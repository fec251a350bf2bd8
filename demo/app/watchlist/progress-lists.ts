// <progress-lists>: how far the person is with directors of whom they saw three films, and with lists of the best; and what is
// left of each, the best for them first.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { smallTitle, strong, wrap } from '../design/parts.ts';
import { ruled } from '../design/view-styles.ts';
import { allProgress, type Progress, seenFilms } from '../session/progress.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { isShut } from '../state/app-state.ts';
import { plural } from '../state/words.ts';
import { bestFirst } from './pasted-films.ts';
import '../list/film-shelf.ts';

/** Films of a row. */
const MOST_LEFT = 24;

@customElement('progress-lists')
export class ProgressLists extends SessionElement {
  static override styles = css`
    h2 {
      ${smallTitle}
    }
    details {
      ${ruled}
    }
    summary {
      ${wrap(1, 4)}
      min-height: var(--tap-target);
    }
    summary:hover .name {
      text-decoration: underline;
    }
    .name {
      flex: 1 1 12rem;
      ${strong}
    }
    progress {
      width: 8rem;
    }
    .count {
      min-width: 7rem;
    }
  `;

  /** Undefined until it is known. */
  @state() private found: readonly Progress[] | undefined;
  /** What is left of those that were looked into, by their names; undefined while it is on its way. */
  @state() private left: ReadonlyMap<string, readonly ItemSummary[] | undefined> = new Map();
  #taps = new FromSession(this, (state) => state.taps);
  #phase = new FromSession(this, (state) => state.phase);
  #encryption = new FromSession(this, (state) => state.encryption);
  #counted: unknown;

  protected override willUpdate(): void {
    const taps = this.#taps.value;
    if (!taps || taps === this.#counted || this.#phase.value !== 'ready') return;
    this.#counted = taps;
    void this.#count();
  }

  async #count(): Promise<void> {
    const taps = this.#counted;
    try {
      const found = await allProgress(this.session.privet!, this.session.state);
      if (taps === this.#counted) this.found = found;
    } catch (error) {
      console.warn(error);
    }
  }

  protected override render() {
    const { found } = this;
    if (!found || found.length === 0 || isShut(this.#encryption.value)) return nothing;
    return html`<section aria-labelledby="lists"><h2 id="lists" tabindex="-1">How far you are</h2>
      <p class="soft">Directors of whom you saw three films, and lists of the best, as far as they are here.</p>
      <div class="above-3">${repeat(
        found,
        ({ value }) => value,
        (progress) => this.#list(progress),
      )}</div></section>`;
  }

  #list(progress: Progress) {
    const { value, films, numSeen } = progress;
    const words = `${numSeen} of ${films.length} seen`;
    return html`<details @toggle=${(event: Event) => this.#toggled(event, progress)}><summary><span class="name">${value}</span>
        <progress aria-hidden="true" max=${films.length} value=${numSeen}></progress><span class="count small even">${words}</span></summary>
      ${numSeen === films.length ? html`<p class="soft">You have seen all of them.</p>` : this.#left(progress)}</details>`;
  }

  #left({ value, films, numSeen }: Progress) {
    if (!this.left.has(value)) return nothing;
    const left = this.left.get(value);
    const note = `The best for you first${left && left.length < films.length - numSeen ? `, ${left.length} of ${plural(films.length - numSeen, 'film')}` : ''}`;
    const seen = seenFilms(this.session.state);
    const items = left?.filter(({ itemId }) => !seen.has(itemId));
    return html`<film-shelf class="above-2" heading="Left to see" note=${note} .items=${items}></film-shelf>`;
  }

  async #toggled(event: Event, { value, films }: Progress): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    this.left = new Map(this.left).set(value, this.left.get(value));
    const seen = seenFilms(this.session.state);
    const left = await bestFirst(
      this.session.privet!,
      films.filter(({ itemId }) => !seen.has(itemId)),
    ).catch(() => []);
    this.left = new Map(this.left).set(value, left.slice(0, MOST_LEFT));
  }
}
