// One chip of what the list keeps to, or leans to: its words, which can be pressed, and a cross that takes it away. What was
// pressed, said and read from a search look alike. A sign before the words says whether every film has it, the list only leans
// towards it (a wish), or no film has it.
import { css, html, nothing } from 'lit';
import type { ReadWish, SteeringWish, Where } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { filled, line, middle, round, strong, tint } from '../design/parts.ts';
import { type Constraint, conditionIn } from '../state/constraints.ts';
import { wishWords } from '../state/wishes.ts';
import { constraintWords } from './constraint-words.ts';

/** Beside those of chips with a cross. */
export const constraintChipStyles = css`
  .chip {
    ${line(0)}
    padding: 0;
    border: 1px solid transparent;
    border-radius: calc(max(2.25rem, var(--finger)) / 2);
    ${strong}
  }
  .chip button,
  .chip .words {
    min-height: inherit;
    padding: var(--space-1) var(--space-3);
    border: 0;
    border-radius: inherit;
    background: none;
    font: inherit;
    line-height: 1.3;
  }
  .chip .words {
    position: relative; /* of what is said to screen readers alone */
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-1);
    min-width: 0;
    padding-right: var(--space-1);
    text-align: left;
    overflow-wrap: anywhere;
  }
  .chip .words::before,
  .sign::before {
    content: '✓' / '';
    margin-right: 0.15em;
    font-weight: 700;
  }
  .chip.wish .words::before,
  .sign.wish::before {
    content: '≈' / '';
  }
  .chip.without .words::before,
  .sign.without::before {
    content: '−' / '';
  }
  .chip.overruled .words::before {
    content: none;
  }
  .chip .cross {
    flex: none;
    ${middle}
    width: max(2rem, var(--finger) - var(--space-1));
    padding: 0;
  }
  .chip.without {
    ${tint('clay')}
  }
  .chip.wish {
    border: 1px dashed var(--leaf);
    background: none;
  }
  .chip.overruled {
    border-color: var(--line-strong);
    background: var(--sunken);
    color: var(--ink-soft);
  }
  .chip.edited {
    ${filled('leaf')}
  }
  @media (hover: hover) {
    .chip .cross:hover,
    .chip:not(.edited) button.words:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
    }
  }
  .or {
    font-weight: 400;
  }
  .always {
    ${round('round', 0, 2)} ${filled('leaf')}
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

interface ChipParts {
  looks: string;
  words: unknown;
  /** Of its words, if they can be pressed. */
  press?: { name: string; title: string; isPressed?: boolean; act(): void };
  remove: { name: string; act(): void };
}

function chip({ looks, words, press, remove }: ChipParts) {
  const inner = press
    ? html`<button class="words" type="button" title=${press.title} aria-label=${press.name} aria-pressed=${press.isPressed ?? nothing} @click=${press.act}>${words}</button>`
    : html`<span class="words">${words}</span>`;
  return html`<li><div class="chip ${looks}">${inner}<button class="cross" type="button" aria-label=${remove.name} @click=${remove.act}>${icon('close', 16)}</button></div></li>`;
}

/** Of a filter: pressed, it turns to its opposite, then goes. */
export function pressedChip(constraint: Constraint, act: { turn(): void; remove(): void }) {
  const words = constraintWords(constraint);
  const isFurther = 'isFurther' in constraint;
  const name = isFurther ? `or ${words}` : words;
  const next = constraint.list === 'none' ? 'press to remove it' : `press for “${oppositeWords(constraint)}”`;
  return chip({
    looks: `pressed ${constraint.list === 'none' ? 'without' : ''}`,
    words: isFurther ? html`<span class="or">or</span> ${words}` : words,
    ...(constraint.list !== 'range' && { press: { name: `${name}, ${next}`, title: sentence(next), act: act.turn } }),
    remove: { name: `Remove the filter ${words}`, act: act.remove },
  });
}

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;

/** What a value becomes when it is turned. */
function oppositeWords(constraint: Constraint): string {
  return constraint.list === 'range' ? '' : constraintWords({ ...constraint, list: 'none' });
}

interface SaidChip {
  where: Where;
  isEdited: boolean;
  /** Of its words. */
  press(): void;
  remove(): void;
}

/** Of what steers the list: pressed, it is said differently. */
export function saidChip(wish: SteeringWish, { where, isEdited, press, remove }: SaidChip) {
  const words = wishWords(wish);
  const { text, isAlways, isOverruled } = wish;
  const isLeaning = !isOverruled && !isCondition(wish, where);
  const name = [words, isAlways && 'always', isOverruled && 'replaced by a later wish', isLeaning && 'a wish']
    .filter(Boolean)
    .join(', ');
  return chip({
    looks: `said ${isOverruled ? 'overruled' : looksOf(wish, isLeaning)} ${isEdited ? 'edited' : ''}`,
    words: html`${isOverruled ? html`<s>${words}</s>` : words}${isAlways ? html`<span class="always">always</span>` : nothing}`,
    press: { name: `Change: ${name}`, title: `You said: “${text}”`, isPressed: isEdited, act: press },
    remove: { name: `Take back: ${name}`, act: remove },
  });
}

/** Of what a search was read as. */
export function readChip(wish: ReadWish, where: Where, remove: () => void) {
  const words = wishWords(wish);
  const isLeaning = !isCondition(wish, where);
  return chip({
    looks: `read ${looksOf(wish, isLeaning)}`,
    words: isLeaning ? html`${words}<span class="visually-hidden">, a wish</span>` : words,
    remove: { name: `Search without: ${words}`, act: remove },
  });
}

function looksOf({ mark }: ReadWish, isLeaning: boolean): string {
  if (isLeaning) return 'wish';
  return mark === 'not' ? 'without' : '';
}

/** Whether a list keeps to it, and does not only lean to it. */
export function isCondition({ kind, mark, facet, value, field, min, max }: ReadWish, where: Where): boolean {
  if (kind === 'title') return mark === 'not';
  if (kind === 'range') return field !== undefined && Object.hasOwn(where, field) && (min ?? max) !== undefined;
  if (kind !== 'value' || facet === undefined || value === undefined) return false;
  const { any = [], all = [], none = [] } = conditionIn(where, facet);
  return (mark === 'not' ? none : [...any, ...all]).includes(value);
}
