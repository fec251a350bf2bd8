// Reckons what stands in the braces of a drawing (draw.ts): numbers, names, + - * / % and parentheses, `a~b` for a number
// by chance between both, `pick(a,b,c)` for one of them, floor, abs, sin and cos of radians, and across(t) and down(t) of
// a turn: where the hand of a clock of that turn points to. Read anew each time it is reckoned: drawings are short.
import type { SeededRandom } from './seeded-random.ts';

export type Names = Record<string, number>;

const TOKEN = /\s*(\d*\.?\d+|\w+|[-+*/%~(),])/y;
const clock = (turn: number) => (turn - 0.25) * 2 * Math.PI;
const FUNCTIONS: Readonly<Record<string, (value: number) => number>> = {
  floor: Math.floor,
  abs: Math.abs,
  sin: Math.sin,
  cos: Math.cos,
  across: (turn) => Math.cos(clock(turn)),
  down: (turn) => Math.sin(clock(turn)),
};
/** Operators by how tightly they bind, the loosest first. */
const LEVELS: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b },
];

/** One number, or those between commas. @throws Error where it cannot be read */
export function evaluate(expression: string, names: Names, random: SeededRandom): number[] {
  const tokens: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < expression.length; ) {
    const [, token] = TOKEN.exec(expression) ?? [];
    if (token === undefined) throw new Error(`'${expression}' cannot be read`);
    tokens.push(token);
  }
  const take = (token: string) => tokens[0] === token && tokens.shift() !== undefined;

  const level = (depth: number): number => {
    const operators = LEVELS[depth];
    if (!operators) return chance();
    let value = level(depth + 1);
    while (tokens[0] !== undefined && Object.hasOwn(operators, tokens[0])) {
      value = operators[tokens.shift()!]!(value, level(depth + 1));
    }
    return value;
  };
  const chance = (): number => {
    const low = single();
    return take('~') ? random.between(low, single()) : low;
  };
  const list = (): number[] => {
    const values = [level(0)];
    while (take(',')) values.push(level(0));
    return values;
  };
  const closed = (): number[] => {
    const values = list();
    if (!take(')')) throw new Error(`'${expression}' has a parenthesis that nothing closes`);
    return values;
  };
  const single = (): number => {
    if (take('-')) return -single();
    if (take('(')) return closed()[0]!;
    const token = tokens.shift() ?? '';
    if (take('(')) return token === 'pick' ? random.pick(closed()) : FUNCTIONS[token]!(closed()[0]!);
    const value = Object.hasOwn(names, token) ? names[token]! : Number(token);
    if (token === '' || Number.isNaN(value)) throw new Error(`'${expression}': '${token}' is no number`);
    return value;
  };
  const values = list();
  if (tokens.length > 0) throw new Error(`'${expression}' goes on after its end`);
  return values;
}
