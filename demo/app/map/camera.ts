// What part of the map is on screen, as plain values and pure steps: pan, zoom about a point, fit, and the way from one
// place to another. The map is the unit square, x to the right and y downwards; the screen is in CSS pixels.

export interface Camera {
  /** The place in the middle of the screen, in widths of the map. */
  x: number;
  y: number;
  /** CSS pixels that the map's width takes, before it is stretched. */
  scale: number;
  /** Stretched to suit the screen: times this across, divided by it down. The axes have no meaning of their own. */
  stretch: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A box on the map, in widths of the map. */
export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Zoom is the scale in units of the one that shows everything. */
const MAX_ZOOM = 48;
const MIN_ZOOM = 0.8;
/** Room beyond the outermost films where a picture is to be filled, in widths of the map. */
const EDGE = 0.03;
/** A circle becomes an ellipse that is at most the square of this as long as it is wide. */
const MAX_STRETCH = 1.3;

/** Shows all of the bounds, `margin` pixels inside the screen, and stretches them towards its shape. */
export function fitCamera({ left, top, right, bottom }: Bounds, { width, height }: Size, margin: number): Camera {
  const across = Math.max(1, width - 2 * margin) / Math.max(1e-3, right - left);
  const down = Math.max(1, height - 2 * margin) / Math.max(1e-3, bottom - top);
  const stretch = Math.min(MAX_STRETCH, Math.max(1 / MAX_STRETCH, Math.sqrt(across / down)));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(across / stretch, down * stretch), stretch };
}

/** Pixels that the map's width takes across and down. */
export function pixelsOf({ scale, stretch }: Camera): { across: number; down: number } {
  return { across: scale * stretch, down: scale / stretch };
}

export function toScreen(camera: Camera, size: Size, x: number, y: number): [number, number] {
  const { scale, stretch } = camera;
  return [(x - camera.x) * scale * stretch + size.width / 2, ((y - camera.y) * scale) / stretch + size.height / 2];
}

export function toMap(camera: Camera, size: Size, left: number, top: number): [number, number] {
  const { across, down } = pixelsOf(camera);
  return [(left - size.width / 2) / across + camera.x, (top - size.height / 2) / down + camera.y];
}

/** Moves what is on screen by so many pixels. */
export function panned(camera: Camera, right: number, bottom: number): Camera {
  const { across, down } = pixelsOf(camera);
  return { ...camera, x: camera.x - right / across, y: camera.y - bottom / down };
}

/** Zooms by a factor so that what is under the point stays there. */
export function zoomedAt(camera: Camera, size: Size, left: number, top: number, factor: number, fit: Camera): Camera {
  const scale = Math.min(MAX_ZOOM * fit.scale, Math.max(MIN_ZOOM * fit.scale, camera.scale * factor));
  const zoomed = { ...camera, scale };
  const [before, after] = [toMap(camera, size, left, top), toMap(zoomed, size, left, top)];
  return { ...zoomed, x: camera.x + before[0] - after[0], y: camera.y + before[1] - after[1] };
}

/** The middle of the screen stays on the map. */
export function kept(camera: Camera, { left, top, right, bottom }: Bounds): Camera {
  const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  return { ...camera, x: clamp(camera.x, left, right), y: clamp(camera.y, top, bottom) };
}

/** Moved so that the screen shows nothing beyond the bounds where it need not. */
export function filled(camera: Camera, { left, top, right, bottom }: Bounds, size: Size): Camera {
  const { across, down } = pixelsOf(camera);
  const clamp = (value: number, low: number, high: number, half: number) =>
    high - low <= 2 * half ? (low + high) / 2 : Math.min(high - half, Math.max(low + half, value));
  return {
    ...camera,
    x: clamp(camera.x, left - EDGE, right + EDGE, size.width / 2 / across),
    y: clamp(camera.y, top - EDGE, bottom + EDGE, size.height / 2 / down),
  };
}

/** On the way from one view to another, `share` 0 to 1: equal factors of scale, a straight line for the target. */
export function between(from: Camera, to: Camera, share: number): Camera {
  if (share >= 1) return to;
  const ratio = to.scale / from.scale;
  const moved = Math.abs(ratio - 1) < 1e-3 ? share : (1 - ratio ** -share) / (1 - 1 / ratio);
  return {
    ...to,
    x: from.x + (to.x - from.x) * moved,
    y: from.y + (to.y - from.y) * moved,
    scale: from.scale * ratio ** share,
  };
}

/** Slow at both ends. */
export function eased(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
}
