// Pointers, wheel and keys to what a map does: drag, pinch, zoom, choose. One finger drags, two pinch; a press that did
// not move chooses.

export interface MapActions {
  pan(right: number, down: number): void;
  zoomAt(left: number, top: number, factor: number): void;
  /** Everything is shown again. */
  reset(): void;
  /** The pointer is here and nothing is pressed; undefined: it left. */
  look(place: { left: number; top: number; isTouch: boolean } | undefined): void;
  choose(place: { left: number; top: number; isTouch: boolean }): void;
  /** The film that the keyboard looks at. */
  chooseLooked(): void;
  /** A key moved the map. */
  usedKeys(): void;
}

/** Pixels that a press may move and still choose. */
const STILL = 5;
const KEY_STEP = 90;
const KEY_ZOOM = 1.5;
/** A wheel's notch is about 100 pixels: 1.17 times. */
const WHEEL_ZOOM = 0.0016;
const PINCH_ZOOM = 0.01;
const LINE_PIXELS = 16;

interface Finger {
  left: number;
  top: number;
}

/** Listens on the element until `signal` is aborted. */
export function followGestures(element: HTMLElement, actions: MapActions, signal: AbortSignal): void {
  const fingers = new Map<number, Finger>();
  let isStill = true;
  let start: Finger = { left: 0, top: 0 };
  const placeOf = ({ clientX, clientY }: MouseEvent): Finger => {
    const { left, top } = element.getBoundingClientRect();
    return { left: clientX - left, top: clientY - top };
  };
  const on = <K extends keyof HTMLElementEventMap>(type: K, hear: (event: HTMLElementEventMap[K]) => void) =>
    element.addEventListener(type, hear, { signal, passive: false });

  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    const place = placeOf(event);
    isStill = fingers.size === 0;
    if (isStill) start = place;
    fingers.set(event.pointerId, place);
  });
  on('pointermove', (event) => {
    const place = placeOf(event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== 'touch') actions.look({ ...place, isTouch: false });
      return;
    }
    if (isStill && Math.hypot(place.left - start.left, place.top - start.top) <= STILL) return;
    if (isStill) actions.look(undefined);
    isStill = false;
    moveFinger(fingers, event.pointerId, place, actions);
  });
  on('pointerup', (event) => {
    if (!fingers.delete(event.pointerId) || !isStill || fingers.size > 0) return;
    actions.choose({ ...placeOf(event), isTouch: event.pointerType === 'touch' });
  });
  on('pointercancel', (event) => fingers.delete(event.pointerId));
  on('pointerleave', () => actions.look(undefined));
  on('wheel', (event) => {
    event.preventDefault();
    const { left, top } = placeOf(event);
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
    actions.zoomAt(left, top, Math.exp(-pixels * (event.ctrlKey ? PINCH_ZOOM : WHEEL_ZOOM)));
  });
  on('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== element) return;
    if (pressKey(event, element, actions)) event.preventDefault();
  });
}

/** One finger drags; of two, the moved one also turns the distance between them into a zoom about the other. */
function moveFinger(fingers: Map<number, Finger>, id: number, place: Finger, actions: MapActions): void {
  const before = fingers.get(id)!;
  const other = [...fingers].find(([otherId]) => otherId !== id)?.[1];
  fingers.set(id, place);
  if (!other) {
    actions.pan(place.left - before.left, place.top - before.top);
    return;
  }
  const distance = (finger: Finger) => Math.max(10, Math.hypot(finger.left - other.left, finger.top - other.top));
  actions.pan((place.left - before.left) / 2, (place.top - before.top) / 2);
  const [left, top] = [(place.left + other.left) / 2, (place.top + other.top) / 2];
  actions.zoomAt(left, top, distance(place) / distance(before));
}

/** @returns whether the key does something */
function pressKey({ key, shiftKey }: KeyboardEvent, element: HTMLElement, actions: MapActions): boolean {
  const step = KEY_STEP * (shiftKey ? 3 : 1);
  const [left, top] = [element.clientWidth / 2, element.clientHeight / 2];
  const keys: Record<string, () => void> = {
    ArrowLeft: () => actions.pan(step, 0),
    ArrowRight: () => actions.pan(-step, 0),
    ArrowUp: () => actions.pan(0, step),
    ArrowDown: () => actions.pan(0, -step),
    '+': () => actions.zoomAt(left, top, KEY_ZOOM),
    '=': () => actions.zoomAt(left, top, KEY_ZOOM),
    '-': () => actions.zoomAt(left, top, 1 / KEY_ZOOM),
    '0': () => actions.reset(),
    Enter: () => actions.chooseLooked(),
  };
  const act = keys[key];
  if (!act) return false;
  if (key !== 'Enter') actions.usedKeys();
  act();
  return true;
}
