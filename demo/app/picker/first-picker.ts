// <first-picker>: the first visit's three questions, above the list once somebody wants them: some films that most people
// know, chosen so that each answer tells most (engine/picker/pick-items.ts). Its height is the same while it waits,
// asks and has done, so that nothing moves.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { card, line, lines, middle, size, stack } from '../design/parts.ts';
import { PICKER_ITEMS, WANTED_ANSWERS } from '../session/picker.ts';
import { SessionElement } from '../session/session-element.ts';
import { saidOf } from '../session/taste.ts';
import type { PickerState } from '../state/app-state.ts';
import { eventVerb } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import '../art/film-poster.ts';

@customElement('first-picker')
export class FirstPicker extends SessionElement {
  static override styles = css`
    :host {
      --poster: 6.5rem;
    }
    section {
      ${stack(3, 6)}
      grid-template: 'words' auto 'films' 1fr 'ways' auto / minmax(0, 1fr);
      height: 100%;
      padding: var(--space-4) 0;
      border: solid var(--line);
      border-width: 1px 0;
    }
    .words {
      grid-area: words;
      ${stack(1, 4)}
      grid-template: 'title dots' auto 'why why' 1fr / 1fr auto;
      align-items: center;
    }
    .why {
      grid-area: why;
      min-height: 3em;
    }
    .why strong {
      color: var(--ink);
    }
    .dots {
      grid-area: dots;
      ${line(2)}
    }
    .dots span {
      ${size('0.75rem')}
      border: 2px solid var(--leaf);
      border-radius: 50%;
      transition: background var(--motion-settle);
    }
    .dots .on {
      background: var(--leaf);
    }
    .strip {
      grid-area: films;
      gap: var(--space-4);
      scroll-snap-type: x proximity;
      scroll-padding: 0 var(--gutter);
    }
    li {
      width: var(--poster);
      scroll-snap-align: start;
      animation: appear var(--motion-settle) var(--ease-settle);
    }
    .title {
      font: 600 var(--text-s) / 1.4 var(--font-text);
    }
    .answers {
      ${stack(1)}
      grid-template-columns: 1fr 1fr;
    }
    .answers button {
      ${middle}
      height: var(--tap-target); ${card('round')}
      color: var(--ink-soft);
      transition: border-color var(--motion-quick), color var(--motion-quick);
    }
    @media (hover: hover) {
      .answers .like:hover {
        color: var(--leaf);
        border-color: currentColor;
      }
      .answers .dislike:hover {
        color: var(--clay);
        border-color: currentColor;
      }
    }
    .verb {
      font: 600 var(--text-s) / 1.4 var(--font-text);
    }
    .ways {
      grid-area: ways;
      ${lines(2)}
      align-items: end;
    }
    @keyframes appear {
      from {
        opacity: 0;
        transform: translateY(0.5rem);
      }
    }
    @media (min-width: 60rem) {
      section {
        grid-template: 'words films' 1fr 'ways films' auto / minmax(0, 1fr) auto;
        padding: var(--space-5) 0;
      }
      .words {
        grid-template: 'title' auto 'why' auto 'dots' auto / 1fr;
        align-content: start;
        gap: var(--space-3);
      }
      .strip {
        margin: 0;
        padding: 3px;
        overflow: visible;
      }
    }
  `;

  @property({ attribute: false }) picker!: PickerState;

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#picker-title')?.focus(options);
  }

  protected override render() {
    const { picker } = this;
    return html`<section aria-label="Rate three films">${picker.phase === 'done' ? this.#done() : this.#question(picker)}</section>`;
  }

  #question({ answered, items }: PickerState) {
    return html`<div class="words"><h2 id="picker-title" tabindex="-1">Rate three films</h2>
        <p class="why quiet">${QUESTIONS[answered]}</p>${this.#dots(answered)}</div>
      <ul class="strip" aria-label="Films to rate">${items.length > 0 ? this.#films(items) : this.#bones()}</ul>
      <div class="ways"><button class="button" type="button" ?disabled=${items.length === 0} @click=${() => this.session.picker.askOthers()}>I know none of these</button>
        <button class="button plain" type="button" @click=${this.#close}>Skip</button></div>`;
  }

  #dots(answered: number) {
    return html`<p class="dots" role="img" aria-label="${answered} of ${WANTED_ANSWERS} answered">${Array.from(
      { length: WANTED_ANSWERS },
      (_, i) => html`<span class=${i < answered ? 'on' : ''}></span>`,
    )}</p>`;
  }

  #films(items: readonly ItemSummary[]) {
    return repeat(
      items,
      ({ itemId }) => itemId,
      (
        item,
      ) => html`<li><a class="poster-link block" ${filmLink(item.itemId)}><film-poster raised untitled .item=${item}></film-poster><span class="title clipped block above-2">${item.title}</span></a>
        <div class="answers above-1"><button class="like" type="button" aria-label="Like ${item.title}" title="Like" @click=${() => this.#answer(item, 'like')}>${icon('like')}</button>
          <button class="dislike" type="button" aria-label="${item.title}: not for me" title="Not for me" @click=${() => this.#answer(item, 'dislike')}>${icon('dislike')}</button></div></li>`,
    );
  }

  #bones() {
    return Array.from(
      { length: PICKER_ITEMS },
      () => html`<li aria-hidden="true"><div class="bone poster"></div></li>`,
    );
  }

  #done() {
    const answers = saidOf(this.session.state.taps ?? []).slice(0, WANTED_ANSWERS);
    const moved = this.session.state.list.items[0];
    return html`<div class="words"><h2 id="picker-title" tabindex="-1">Your list has changed</h2>
        <p class="why quiet">${moved ? html`<strong>${moved.title}</strong> comes first now. ` : nothing}The list follows every film that you rate, and nothing
          leaves this device.</p>${this.#dots(WANTED_ANSWERS)}</div>
      <ul class="strip" aria-label="Your first three">${answers.map(
        ({ event, item }) =>
          item &&
          html`<li><film-poster raised untitled .item=${item}></film-poster><span class="title clipped block above-2">${item.title}</span>
            <span class="verb good ${event.type}">${eventVerb(event)}</span></li>`,
      )}</ul>
      <div class="ways"><button class="button primary" type="button" @click=${this.#close}>Show my films</button></div>`;
  }

  /** The keyboard goes on at the next question. */
  async #answer(item: ItemSummary, opinion: 'like' | 'dislike'): Promise<void> {
    this.session.taps.tap(item, opinion);
    this.focus({ preventScroll: true });
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('picker-closed'));
    this.session.picker.close();
  }
}

const QUESTIONS = [
  'Like a film you know, or say that it is not for you. The list below follows at once.',
  'Thank you. These tell most about your taste.',
  'One more.',
  '',
];
