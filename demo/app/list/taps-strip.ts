// <taps-strip>: the newest taps as small posters, each with its mark. It is as high when it is empty, so that the first
// tap shifts nothing; a tapped film travels here from the list.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryEntry, ItemSummary, Marks } from '../../../src/sdk/index.ts';
import { type IconName, icon } from '../design/icons.ts';
import { hasEnoughToKeep, isPersisted } from '../session/keeping.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { mainMark, saidOf } from '../session/taste.ts';
import { marksText, plural } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import { trackPlace, untrackPlace } from './film-places.ts';
import '../art/film-poster.ts';
import { filled, leafLink, line, middle, sideways, size } from '../design/parts.ts';

const MAX_SHOWN = 24;

/** <tap-mini>: one tapped film, as small as it can be told apart. */
@customElement('tap-mini')
export class TapMini extends SessionElement {
  static override styles = css`
    a {
      position: relative;
      width: 3rem;
      border-radius: var(--radius-s);
    }
    .mark {
      position: absolute;
      right: -0.375rem;
      bottom: -0.375rem;
      ${middle} ${size('1.5rem')}
      border: 2px solid var(--paper);
      border-radius: 50%;
      ${filled('leaf')}
    }
    .mark.dislike {
      ${filled('clay')}
    }
    .mark.hide,
    .mark.check,
    .mark.seen {
      color: var(--paper);
      background: var(--dusk);
    }
  `;

  @property({ attribute: false }) entry!: HistoryEntry & { item: ItemSummary };
  @property({ attribute: false }) marks: Marks | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    untrackPlace(this);
  }

  protected override updated(): void {
    trackPlace(this, this.entry.item.itemId);
  }

  protected override render() {
    const { item } = this.entry;
    const marks = this.marks ?? {};
    const mark: IconName = mainMark(marks) ?? 'check';
    const said = `${marksText(marks)}: ${item.title}`;
    return html`<a class="block" ${filmLink(item.itemId)} title=${said}><film-poster .item=${item}></film-poster>
      <span class="mark ${mark}">${icon(mark, 12)}</span><span class="visually-hidden">${said}</span></a>`;
  }
}

@customElement('taps-strip')
export class TapsStrip extends SessionElement {
  static override styles = css`
    :host {
      min-width: 0;
    }
    .head {
      ${line(3)}
      align-items: baseline;
      line-height: 1.5rem;
    }
    h2 {
      font: inherit;
      font-weight: 600;
    }
    .head a {
      ${leafLink}
    }
    .keep {
      margin-left: auto;
      white-space: nowrap;
    }
    .row {
      ${line(3)}
      height: 5.75rem;
      padding: var(--space-2) var(--space-2) var(--space-3) 3px;
      ${sideways}
    }
    .row li {
      flex: none;
    }
    .ghost {
      ${size('3rem', '4.5rem')}
      border: 1.5px dashed var(--line-strong);
      border-radius: var(--radius-s);
      opacity: 0.6;
    }
  `;

  @state() private persisted: boolean | undefined;
  #taps = new FromSession(this, (state) => state.taps);
  #marks = new FromSession(this, (state) => state.marks);

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    this.persisted = await isPersisted();
  }

  /** A calm word once there is something to lose; the page that it leads to asks. In a line that is there anyway. */
  #offer() {
    return this.persisted === false && hasEnoughToKeep(this.session.state)
      ? html`<a class="keep" href="#/data">Keep for good</a>`
      : nothing;
  }

  protected override render() {
    const taps = saidOf(this.#taps.value ?? []);
    const known = taps.filter((entry): entry is HistoryEntry & { item: ItemSummary } => entry.item !== undefined);
    const ghosts = Math.max(0, 5 - known.length);
    return html`<div class="head small"><h2>Your ratings</h2>
        ${taps.length > 0 ? html`<a href="#/data">${plural(taps.length, 'film')}, see and change</a>${this.#offer()}` : html`<span>Films you rate appear here</span>`}</div>
      <ul class="row" aria-label="Your ratings, newest first">
        ${repeat(
          known.slice(0, MAX_SHOWN),
          ({ item }) => item.itemId,
          (entry) =>
            html`<li><tap-mini .entry=${entry} .marks=${this.#marks.value.get(entry.item.itemId)}></tap-mini></li>`,
        )}
        ${Array.from({ length: ghosts }, () => html`<li class="ghost" aria-hidden="true"></li>`)}
      </ul>`;
  }
}
