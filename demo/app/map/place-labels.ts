// Labels that do not overlap: taken in order of importance, each where it wants to be or not at all. Which of two
// labels gives way does not depend on where the map was moved to, so that labels do not dance while it moves.

export interface LabelBox {
  /** Left top corner and size, in pixels of the screen. */
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The box moved to the left of one that it would lie under; elsewhere it stays. */
export function leftOf<Box extends LabelBox>(box: Box, taken: LabelBox, gap: number): Box {
  return overlap(box, taken, gap) ? { ...box, left: taken.left - gap - box.width } : box;
}

/**
 * @param boxes  most important first
 * @param room   boxes outside of it are left out
 * @param gap    pixels that stay free around each
 * @param taken  what stands there already: no box lies under it
 * @returns      indices of the boxes that are shown, in their order
 */
export function placeLabels(
  boxes: readonly LabelBox[],
  room: { width: number; height: number },
  gap: number,
  taken: readonly LabelBox[] = [],
): number[] {
  const placed: LabelBox[] = [...taken];
  const shown: number[] = [];
  for (const [i, box] of boxes.entries()) {
    const isInside =
      box.left + box.width > 0 && box.left < room.width && box.top + box.height > 0 && box.top < room.height;
    if (!isInside || placed.some((other) => overlap(box, other, gap))) continue;
    placed.push(box);
    shown.push(i);
  }
  return shown;
}

function overlap(a: LabelBox, b: LabelBox, gap: number): boolean {
  return (
    a.left < b.left + b.width + gap &&
    b.left < a.left + a.width + gap &&
    a.top < b.top + b.height + gap &&
    b.top < a.top + a.height + gap
  );
}
