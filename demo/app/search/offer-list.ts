// The list under the search box: completions of what is typed or, under a quiet heading, what could be searched for.
import { css, html, nothing } from 'lit';
import { type IconName, icon } from '../design/icons.ts';
import { raised, round, row } from '../design/parts.ts';
import type { Offer } from '../state/search-scope.ts';
import type { Offers } from './offers.ts';
import { typedMatch } from './typed-match.ts';

export const LIST_ID = 'offers';

const MARKS: Record<Offer['kind'], { mark: IconName; word: string }> = {
  title: { mark: 'film', word: 'film' },
  person: { mark: 'person', word: 'person' },
  value: { mark: 'tag', word: 'search' },
  query: { mark: 'search', word: 'search' },
  region: { mark: 'map', word: 'region' },
  wish: { mark: 'moon', word: '' },
};

export const offerListStyles = css`
  .offers {
    position: absolute;
    z-index: 1;
    top: calc(100% + var(--space-2));
    left: 0;
    right: 0;
    max-height: calc(100dvh - 9rem);
    ${raised('surface', 'm', 1)}
    overflow: hidden auto;
  }
  .offers .lead {
    padding: var(--space-2) var(--space-3) var(--space-1);
  }
  .offers .none {
    padding-bottom: var(--space-2);
  }
  .offers li {
    ${row(3)}
    min-height: max(2.5rem, var(--finger));
    ${round('s', 1, 3)}
    cursor: pointer;
  }
  .offers li:hover,
  .offers li[aria-selected='true'] {
    background: var(--sunken);
  }
  .offers svg {
    color: var(--ink-soft);
  }
  .offers .wish {
    margin-top: 1px;
    box-shadow: 0 -1px var(--line);
  }
  .offers .wish svg {
    color: var(--leaf);
  }
`;

export function optionId(place: number): string {
  return `offer-${place}`;
}

/** A press leaves the focus in the box. @param none  what is said where there is no line; @param take  a line was pressed */
export function offerList({ lines, typed, marked }: Offers, none: string, take: (line: Offer, event: Event) => void) {
  const tellsNone = none !== '' && typed !== '' && lines.length === 0;
  return html`<div class="offers" ?hidden=${lines.length === 0 && !tellsNone} @mousedown=${(event: Event) => event.preventDefault()}>
    ${typed === '' ? html`<p class="lead soft" aria-hidden="true">Try</p>` : nothing}${tellsNone ? html`<p class="lead soft none" role="status">${none}</p>` : nothing}
    <ul id=${LIST_ID} role="listbox" aria-label=${typed === '' ? 'Try' : 'Suggestions'}>${lines.map((line, place) => {
      const { mark, word } = MARKS[line.kind];
      const [before, match, after] = typedMatch(line.text, typed);
      const isWish = line.kind === 'wish';
      const words = isWish
        ? html`Use it for tonight’s list: <b>${line.text}</b>`
        : html`${before}<b>${match}</b>${after}<span class="visually-hidden">, ${word}</span>`;
      return html`<li id=${optionId(place)} class=${isWish ? 'wish' : nothing} role="option" aria-selected=${place === marked} @click=${(event: Event) => take(line, event)}>${icon(mark, 18)}<span
        class="text grow breaks">${words}</span></li>`;
    })}</ul></div>`;
}
