// Places on the map as they are stored: u16 pairs from 0 to 65,535, x to the right and y downwards.

/** The far edge of the map. */
export const MAP_SIZE = 65_535;
/** Share of the square on each side that stays empty, so that no item lies on the edge. */
const MARGIN = 0.03;
/**
 * How far from the middle a place may be, in widths of the middle half: an outlier further out would make all others
 * one heap.
 */
const REACH = 4;

/**
 * Turns a picture until it is as wide as it can be, because screens are wide, then moves and stretches it evenly into
 * the square. A few far outliers are brought to the rim.
 *
 * @param places  f64 [numItems, 2]
 * @returns       u16 [numItems, 2]
 */
export function fitToSquare(places: Float64Array): Uint16Array<ArrayBuffer> {
  const turned = turnToWidth(places);
  const numItems = turned.length / 2;
  const ranges = [0, 1].map((axis) =>
    rangeOf(Float64Array.from({ length: numItems }, (_, i) => turned[2 * i + axis]!)),
  );
  const width = Math.max(1e-9, ...ranges.map(({ low, high }) => high - low));
  const positions = new Uint16Array(2 * numItems);
  for (let i = 0; i < turned.length; i++) {
    const { low, high } = ranges[i % 2]!;
    const value = Math.min(high, Math.max(low, turned[i]!));
    const share = 0.5 + ((value - (low + high) / 2) / width) * (1 - 2 * MARGIN);
    positions[i] = Math.round(share * MAP_SIZE);
  }
  return positions;
}

/** Turns by the angle of the longer axis of the covariance: x becomes the direction of most spread. */
function turnToWidth(places: Float64Array): Float64Array<ArrayBuffer> {
  const numItems = places.length / 2;
  const mean = [0, 1].map(
    (axis) => places.reduce((sum, value, i) => (i % 2 === axis ? sum + value : sum), 0) / numItems,
  );
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [places[i]! - mean[0]!, places[i + 1]! - mean[1]!];
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = new Float64Array(places.length);
  for (let i = 0; i < places.length; i += 2) {
    turned[i] = cos * places[i]! + sin * places[i + 1]!;
    turned[i + 1] = cos * places[i + 1]! - sin * places[i]!;
  }
  return turned;
}

function rangeOf(values: Float64Array): { low: number; high: number } {
  if (values.length === 0) return { low: 0, high: 0 };
  const sorted = values.toSorted();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const reach = REACH * (at(0.75) - at(0.25)) || Number.POSITIVE_INFINITY;
  return { low: Math.max(sorted[0]!, at(0.5) - reach), high: Math.min(sorted.at(-1)!, at(0.5) + reach) };
}
