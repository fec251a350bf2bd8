// Words beside what lies over the map in a corner.
import { expect, test } from 'vitest';
import { type LabelBox, leftOf, placeLabels } from '../../../demo/app/map/place-labels.ts';

const GAP = 5;
const ROOM = { width: 358, height: 400 };
/** Zoom buttons, right and low. */
const BUTTONS: LabelBox = { left: 300, top: 250, width: 46, height: 138 };

test('a name that would lie under the buttons stands to their left, others stay', () => {
  const name = { left: 240, top: 300, width: 90, height: 36, text: 'Horror' };
  const moved = leftOf(name, BUTTONS, GAP);
  expect(moved).toEqual({ ...name, left: 300 - GAP - 90 });
  expect(placeLabels([moved], ROOM, GAP, [BUTTONS])).toEqual([0]);
  const above = { ...name, top: 100 };
  expect(leftOf(above, BUTTONS, GAP)).toBe(above);
});

test('what is not moved is not shown under them', () => {
  const title = { left: 290, top: 300, width: 40, height: 15 };
  expect(placeLabels([title], ROOM, GAP)).toEqual([0]);
  expect(placeLabels([title], ROOM, GAP, [BUTTONS])).toEqual([]);
});
