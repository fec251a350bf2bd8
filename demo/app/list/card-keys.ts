// Letters and arrows on films: L, D, S, V and H say what the buttons say, R opens the stars, arrows go from film to film, / goes to the
// search and ? tells all of this. Letters count only where a film has focus, and nothing counts while something is
// typed.

import type { Opinion } from '../../../src/sdk/index.ts';
import type { FilmCard } from './film-card.ts';

const LETTERS: Record<string, Opinion> = { l: 'like', d: 'dislike', s: 'save', v: 'seen', h: 'hide' };
const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
type Arrow = (typeof ARROWS)[number];

/** The page's own elements around what was pressed, from the inside out. */
export const pathOf = (event: Event) =>
  event.composedPath().filter((node): node is HTMLElement => node instanceof HTMLElement);
export const cardIn = (path: readonly HTMLElement[]) =>
  path.find(({ localName }) => localName === 'film-card') as FilmCard | undefined;
const isTyping = ({ localName, isContentEditable }: HTMLElement) =>
  isContentEditable || ['input', 'textarea', 'select'].includes(localName);

export function hearKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const path = pathOf(event);
  if (path.some(isTyping)) return;
  const card = cardIn(path);
  if (card ? hearOnCard(event, card) : hearAnywhere(event)) event.preventDefault();
}

function hearOnCard(event: KeyboardEvent, card: FilmCard): boolean {
  const opinion = LETTERS[event.key.toLowerCase()];
  if (opinion) {
    card.say(opinion);
    return true;
  }
  if (event.key.toLowerCase() === 'r') {
    card.openStars();
    return true;
  }
  if (ARROWS.includes(event.key as Arrow)) return go(card, event.key as Arrow);
  return hearAnywhere(event);
}

function hearAnywhere({ key }: KeyboardEvent): boolean {
  const isOpen = document.documentElement.classList.contains('sheet-open');
  if (key === '?' && !isOpen) location.hash = '#/keys';
  else if (key === '/' && !isOpen) document.querySelector('privet-app')?.focusSearch();
  else return false;
  return true;
}

/** Sideways within a row or grid, up and down to whatever film is nearest there. */
function go(card: FilmCard, arrow: Arrow): boolean {
  const target = arrow === 'ArrowLeft' || arrow === 'ArrowRight' ? beside(card, arrow) : beyond(card, arrow);
  target?.focus();
  return target !== undefined;
}

const cardsIn = (root: ParentNode): FilmCard[] => [...root.querySelectorAll<FilmCard>('film-card')];

function beside(card: FilmCard, arrow: Arrow): FilmCard | undefined {
  const cards = cardsIn(card.getRootNode() as ShadowRoot);
  return cards[cards.indexOf(card) + (arrow === 'ArrowRight' ? 1 : -1)];
}

/** The nearest row above or below, and in it the film that lies nearest sideways. */
function beyond(card: FilmCard, arrow: Arrow): FilmCard | undefined {
  const from = card.getBoundingClientRect();
  const direction = arrow === 'ArrowDown' ? 1 : -1;
  const edge = (rect: DOMRect) => direction * (direction > 0 ? rect.top - from.bottom : rect.bottom - from.top);
  const ahead = allCards(card)
    .map((other) => ({ other, rect: other.getBoundingClientRect() }))
    .filter(({ other, rect }) => other !== card && edge(rect) > -1);
  const nearest = Math.min(...ahead.map(({ rect }) => edge(rect)));
  const aside = ({ rect }: { rect: DOMRect }) => Math.abs(rect.left - from.left);
  const row = ahead.filter(({ rect }) => edge(rect) < nearest + from.height / 2).sort((a, b) => aside(a) - aside(b));
  return row[0]?.other;
}

/** Every film of the view or sheet that holds this one, in whatever grid or shelf. */
function allCards(card: FilmCard): FilmCard[] {
  const grid = (card.getRootNode() as ShadowRoot).host;
  if (grid.localName === 'film-dialog') return cardsIn(grid.shadowRoot!);
  const home = document.querySelector('privet-app')?.shadowRoot?.querySelector('home-view')?.shadowRoot;
  const shelves = home?.querySelector('home-shelves')?.shadowRoot?.querySelectorAll('film-shelf') ?? [];
  const holders = [...(home?.querySelectorAll('film-grid') ?? []), ...shelves];
  return holders.flatMap((holder) => cardsIn(holder.shadowRoot!));
}
