// Shows where films went when the list changed: each starts where it was and settles where it is now (first, last,
// invert, play). Nothing moves for people who asked for less motion. Loaded once the first list is there.
import { places } from './film-places.ts';

let before: Map<string, DOMRect> | undefined;

/**
 * The films of rows and grids that are on screen. Only those are asked one by one: there are a hundred more below, and
 * asking where an element is that the browser has left out would make it lay that out.
 */
function inSight(): [Element, string][] {
  const isShown = new Map<Node, boolean>();
  return [...places].filter(([element]) => {
    const root = element.getRootNode();
    if (!isShown.has(root)) isShown.set(root, root instanceof ShadowRoot && isInWindow(root.host));
    return isShown.get(root);
  });
}

function isInWindow(element: Element): boolean {
  const { width, top, bottom } = element.getBoundingClientRect();
  return width > 0 && bottom > 0 && top < innerHeight;
}

function placesNow(): Map<string, DOMRect> {
  return new Map([...inSight()].map(([element, itemId]) => [itemId, element.getBoundingClientRect()]));
}

const onScreen = (rect: DOMRect): boolean => rect.width > 0 && rect.bottom > -200 && rect.top < innerHeight + 200;

function settleTimeMs(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--motion-settle')) || 0;
}

function animate(element: Element, from: DOMRect | undefined, to: DOMRect, durationMs: number): void {
  const easing = 'cubic-bezier(0.2, 0.8, 0.2, 1)';
  if (!onScreen(to) && !(from && onScreen(from))) return;
  if (!from) {
    element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: durationMs, easing });
    return;
  }
  const x = from.left - to.left;
  const y = from.top - to.top;
  const scale = from.width / to.width;
  if (Math.abs(x) < 1 && Math.abs(y) < 1) return;
  const start = `translate(${x}px, ${y}px) scale(${scale})`;
  element.animate(
    [
      { transform: start, transformOrigin: '0 0' },
      { transform: 'none', transformOrigin: '0 0' },
    ],
    { duration: durationMs, easing },
  );
}

/** Called before films move; plays in the next frame, after every component has rendered. */
export function willRearrange(): void {
  const durationMs = settleTimeMs();
  if (before || durationMs === 0 || places.size === 0) return;
  before = placesNow();
  requestAnimationFrame(() => {
    const earlier = before!;
    before = undefined;
    // All places are read before anything is set in motion: reading one after that lays the page out again.
    const moves = inSight().map(([element, itemId]) => {
      return [element, earlier.get(itemId), element.getBoundingClientRect()] as const;
    });
    for (const [element, from, to] of moves) animate(element, from, to, durationMs);
  });
}
