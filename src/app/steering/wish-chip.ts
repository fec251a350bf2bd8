// One wish on a chip: its words, to say it differently, and a cross that takes it back.
import { css, html, nothing } from 'lit';
import type { SteeringWish } from '../../sdk/index.ts';
import { icon } from '../design/icons.ts';
import { wishWords } from '../shell/wish-words.ts';

/** Beside those of chips with a cross. */
export const wishChipStyles = css`
  li {
    max-width: 100%;
  }
  .chip {
    display: flex;
    padding: 0;
    gap: 0;
    border-radius: calc(max(2.25rem, var(--finger)) / 2);
  }
  .chip button {
    min-height: inherit;
    padding: var(--space-1) var(--space-3);
    border: 0;
    border-radius: inherit;
    background: none;
    font-size: var(--text-s);
    font-weight: 600;
  }
  .chip .words {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-1);
    min-width: 0;
    padding-right: var(--space-1);
    text-align: left;
    overflow-wrap: anywhere;
  }
  .chip .cross {
    flex: none;
    display: grid;
    place-items: center;
    width: max(2rem, var(--finger) - var(--space-1));
    padding: 0;
  }
  .chip.overruled {
    background: var(--sunken);
    color: var(--ink-soft);
  }
  .chip.edited {
    background: var(--leaf);
    color: var(--on-leaf);
  }
  @media (hover: hover) {
    .chip .cross:hover,
    .chip:not(.edited) .words:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
    }
  }
  .always {
    padding: 0 var(--space-2);
    border-radius: var(--radius-round);
    background: var(--leaf);
    color: var(--on-leaf);
    font-size: var(--text-xs);
    line-height: 1.5;
  }
  .overruled .always {
    background: var(--ink-soft);
    color: var(--sunken);
  }
  .edited .always {
    background: var(--on-leaf);
    color: var(--leaf);
  }
`;

export interface WishChip {
  isEdited: boolean;
  /** Of its words. */
  press(): void;
  remove(): void;
}

export function wishChip(wish: SteeringWish, { isEdited, press, remove }: WishChip) {
  const words = wishWords(wish);
  const { text, isAlways, isOverruled } = wish;
  const name = [words, isAlways && 'always', isOverruled && 'overruled by a later wish'].filter(Boolean).join(', ');
  return html`<li><div class="chip ${isOverruled ? 'overruled' : ''} ${isEdited ? 'edited' : ''}"><button class="words" type="button" title="You said: “${text}”"
      aria-label="Change: ${name}" aria-pressed=${isEdited} @click=${press}>${isOverruled ? html`<s>${words}</s>` : words}${isAlways ? html`<span class="always">always</span>` : nothing}</button><button
      class="cross" type="button" aria-label="Take back: ${name}" @click=${remove}>${icon('close', 16)}</button></div></li>`;
}
