// Keys and swipes on films, and films that move, for the whole page. Loaded once the first list is there.
//
// A finger that swipes a film of the grid: to the right is a like, to the left a dislike. The film follows the finger
// and says what letting go would mean; short of the threshold it goes back. Up and down still scroll: the grid's
// `touch-action` leaves only that to the browser. Shelves scroll sideways and take no swipes.

import { cardIn, hearKey, pathOf } from './card-keys.ts';
import type { FilmCard } from './film-card.ts';
import { willRearrange } from './film-motion.ts';

/** Before that it is a tap. */
const STARTS_AT_PX = 10;
/** Of the card's width; and at least so far. */
const THRESHOLD = 0.4;
const MIN_THRESHOLD_PX = 64;
/** A film tilts a little on its way: degrees at the threshold. */
const TILT = 4;

interface Swipe {
  card: FilmCard;
  pointerId: number;
  x: number;
  y: number;
  threshold: number;
  /** Sideways so far, once it is a swipe. */
  dx: number | undefined;
}

let swipe: Swipe | undefined;

function startSwipe(event: PointerEvent): void {
  if (event.pointerType !== 'touch' || !event.isPrimary) return;
  const path = pathOf(event);
  const card = cardIn(path);
  if (!card || !path.some(({ localName }) => localName === 'film-grid')) return;
  const threshold = Math.max(MIN_THRESHOLD_PX, THRESHOLD * card.offsetWidth);
  swipe = { card, pointerId: event.pointerId, x: event.clientX, y: event.clientY, threshold, dx: undefined };
}

function followSwipe(event: PointerEvent): void {
  if (event.pointerId !== swipe?.pointerId) return;
  const dx = event.clientX - swipe.x;
  if (swipe.dx === undefined) {
    const dy = Math.abs(event.clientY - swipe.y);
    if (Math.max(dy, Math.abs(dx)) < STARTS_AT_PX) return;
    if (dy > Math.abs(dx)) {
      abandon();
      return;
    }
    swipe.card.setPointerCapture(event.pointerId);
  }
  swipe.dx = dx;
  draw(swipe, dx);
}

function endSwipe(event: PointerEvent): void {
  if (event.pointerId !== swipe?.pointerId) return;
  const { card, dx, threshold } = swipe;
  abandon();
  if (dx === undefined) return;
  swallowClickOn(card);
  if (event.type === 'pointerup' && Math.abs(dx) >= threshold) card.say(dx > 0 ? 'like' : 'dislike');
}

/** As far as letting go now would mean it, 0 to 1. */
function draw({ card, threshold }: Swipe, dx: number): void {
  const share = Math.min(1, Math.abs(dx) / threshold);
  card.setAttribute('swipe', dx > 0 ? 'like' : 'dislike');
  card.style.setProperty('--swipe', String(share < 1 ? share * 0.7 : 1));
  card.style.transform = `translateX(${dx}px) rotate(${(TILT * dx) / threshold}deg)`;
}

/** Back to its place: at once where less motion is wanted, since the token is then 0. */
function abandon(): void {
  const { card } = swipe!;
  swipe = undefined;
  if (!card.hasAttribute('swipe')) return;
  const from = card.style.transform;
  card.removeAttribute('swipe');
  card.style.removeProperty('--swipe');
  card.style.removeProperty('transform');
  const durationMs = Number.parseFloat(getComputedStyle(card).getPropertyValue('--motion-settle')) || 0;
  if (durationMs > 0)
    card.animate([{ transform: from }, { transform: 'none' }], { duration: durationMs, easing: 'ease-out' });
}

/** The click that a browser may send after the finger is lifted must not open the film. */
function swallowClickOn(card: FilmCard): void {
  const swallow = (event: Event) => {
    if (!event.composedPath().includes(card)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('click', swallow, { capture: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 300);
}

addEventListener('keydown', hearKey);
addEventListener('pointerdown', startSwipe, { passive: true });
addEventListener('pointermove', followSwipe, { passive: true });
addEventListener('pointerup', endSwipe);
addEventListener('pointercancel', endSwipe);
document.querySelector('privet-app')?.session.addEventListener('will-rearrange', willRearrange);
