// <map-legend>: what the marks on the map mean, each drawn as the map draws it, with how many there are.
import { css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { inlineRow, lines, soft } from '../design/parts.ts';
import { MARK_WORDS, type Mark, type MarkKind, markOutline } from './marks.ts';

/** Those that are always explained; the others when there are some. */
const KINDS: readonly MarkKind[] = ['next', 'like', 'dislike', 'hide', 'seen'];
const ALWAYS = new Set<MarkKind>(['next', 'like', 'dislike']);

@customElement('map-legend')
export class MapLegend extends AppElement {
  static override styles = css`
    ul {
      ${lines(1, 4)} ${soft}
    }
    li {
      ${inlineRow(2)}
    }
    .next {
      color: var(--map-spark);
    }
    .hide {
      color: var(--dusk);
    }
  `;

  @property({ attribute: false }) marks: readonly Mark[] = [];

  protected override render() {
    return html`<ul aria-label="Marks on the map">${KINDS.map((kind) => this.#entry(kind))}</ul>`;
  }

  #entry(kind: MarkKind) {
    const count = this.marks.filter((mark) => mark.kind === kind).length;
    if (count === 0 && !ALWAYS.has(kind)) return '';
    return html`<li class=${kind}><svg viewBox="-12 -12 24 24" width="18" height="18" aria-hidden="true">${svg`<path d=${markOutline(kind)}
      fill="currentColor" fill-rule="evenodd"></path>`}</svg><span class="quiet">${MARK_WORDS[kind]}: ${count.toLocaleString('en-GB')}</span></li>`;
  }
}
