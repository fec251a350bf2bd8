// <why-panel>: which taps put a film where it stands, and which speak against it, apart: who asks why it is here wants
// the first. One sentence and one bar a tap; the bar grows to the right for "up" and to the left for "down". The shares
// are computed by leaving each tap out, never guessed.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Reason } from '../../../src/sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { row } from '../design/parts.ts';
import { eventVerb, reasonEffect, timeAgo } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';

const BAR_WIDTH = 96;
const BAR_HEIGHT = 10;

/** A bar from the middle, as a drawing: a width in a style attribute would break a strict policy. */
function bar(effect: number) {
  const middle = BAR_WIDTH / 2;
  const length = Math.max(2, Math.abs(effect) * (middle - 1));
  const x = effect >= 0 ? middle : middle - length;
  return html`<svg class=${effect >= 0 ? 'up' : 'down'} width=${BAR_WIDTH} height=${BAR_HEIGHT} aria-hidden="true">
    <rect class="track" width=${BAR_WIDTH} height=${BAR_HEIGHT} rx="5"></rect><rect x=${x} width=${length} height=${BAR_HEIGHT} rx="2"></rect>
    <rect class="middle" x=${middle - 0.75} width="1.5" height=${BAR_HEIGHT}></rect></svg>`;
}

@customElement('why-panel')
export class WhyPanel extends AppElement {
  static override styles = css`
    :host {
      min-height: 5rem;
    }
    li {
      ${row(4)}
      padding: var(--space-2) 0;
      border-bottom: 1px solid var(--line);
    }
    li:last-child {
      border-bottom: 0;
    }
    h3 {
      font-size: inherit;
    }
    .track {
      fill: var(--sunken);
    }
    .up {
      fill: var(--leaf);
    }
    .down {
      fill: var(--clay);
    }
    .middle {
      fill: var(--ink-soft);
    }
    .bone {
      height: 1.25rem;
      margin: var(--space-3) 0;
    }
  `;

  /** Undefined while they are computed. */
  @property({ attribute: false }) reasons: readonly Reason[] | undefined;

  protected override render() {
    if (!this.reasons) return html`<div class="bone"></div><div class="bone"></div>`;
    if (this.reasons.length === 0) {
      return html`<p>Nothing you rated plays a part. It is here because it is well rated and widely seen, as on everyone’s first list.</p>`;
    }
    const lifting = this.reasons.filter(({ effect }) => effect >= 0);
    const lowering = this.reasons.filter(({ effect }) => effect < 0);
    const none = html`<p>Nothing you rated speaks for it. It is here all the same.</p>`;
    return html`${lifting.length > 0 ? taps(lifting) : none}
      ${lowering.length > 0 ? html`<h3 class="above-4">What speaks against it</h3>${taps(lowering)}` : nothing}`;
  }
}

function taps(reasons: readonly Reason[]) {
  return html`<ul>${reasons.map(
    (reason) => html`<li>${bar(reason.effect)}<p>${eventVerb(reason.event)}
      <a ${filmLink(reason.item.itemId)}>${reason.item.title}</a> <span class="when">${timeAgo(reason.event.time)}</span>: ${reasonEffect(reason)}.</p></li>`,
  )}</ul>`;
}
