// Which elements are a film's place on screen. One film may be drawn by a card and later by a mini in the taps; both
// are its place, so that a tapped film travels from the one to the other (film-motion.ts).

/** The film's id by element. */
export const places = new Map<Element, string>();

/** From now on the element is the place of this film on screen. */
export function trackPlace(element: Element, itemId: string): void {
  places.set(element, itemId);
}

export function untrackPlace(element: Element): void {
  places.delete(element);
}
