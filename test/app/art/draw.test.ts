// How drawings are written: what stands in their braces is reckoned as said, by chance from one source in the order of the
// text, and what cannot be read says so.
import { expect, test } from 'vitest';
import { drawn } from '../../../demo/app/art/draw.ts';
import { evaluate } from '../../../demo/app/art/expressions.ts';
import { seededRandom } from '../../../demo/app/art/seeded-random.ts';
import { svgText } from '../../../demo/app/art/svg-text.ts';

const palette = { ground: '#000', main: '#111', quiet: '#222', spark: '#333', ink: '#444' };
const draw = (picture: string, seed = 'film') => svgText(drawn(picture)(palette, seededRandom(seed)));

test.each([
  ['1+2*3', 7],
  ['(1+2)*3', 9],
  ['10-4-3', 3],
  ['-x+.5', -1.5],
  ['7%4*2', 6],
  ['floor(5/2)', 2],
  ['across(.25)', 1],
  ['down(.5)', 1],
])('%s is %f', (expression, value) => {
  expect(evaluate(expression, { x: 2 }, seededRandom('film'))[0]).toBeCloseTo(value, 9);
});

test('chance is between its bounds, and the same for the same film', () => {
  const [low, picked] = evaluate('x+-3~3,pick(4,5)', { x: 10 }, seededRandom('film')) as [number, number];
  const random = seededRandom('film');
  expect(low).toBe(10 + random.between(-3, 3));
  expect(picked).toBe(random.pick([4, 5]));
});

test.each(['', '1+', '(1', '1)', 'y', 'x x', '1 ? 2'])('%j cannot be read, and says so', (expression) => {
  expect(() => evaluate(expression, { x: 1 }, seededRandom('film'))).toThrow(/'/);
});

test('layers, loops, groups and repeats are drawn as they are written', () => {
  expect(draw('x=0~0|2(|<rotate({i*90} 1 2)|mq:i M{x} {i}h1|>|)|^s%40 M0 0[2:l{k} 1]z')).toBe(
    '<g opacity="0.4"><path d="M0 0l0 1l1 1z" fill="#333"></path></g>' +
      '<g transform="rotate(0 1 2)"><path d="M0 0h1" fill="#111"></path></g>' +
      '<g transform="rotate(90 1 2)"><path d="M0 1h1" fill="#222"></path></g>',
  );
  expect(draw('g2b M{5,5,2,.25~.25} 9')).toContain(
    'd="M7 5 9" fill="none" stroke="#000" stroke-width="2" stroke-linecap="butt"',
  );
});
