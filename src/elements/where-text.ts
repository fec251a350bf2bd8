// The short form of conditions in an attribute: `brand=Acme,Zeta; kind!=Gift card; price<=50; stock>=1`.
//
//   conditions = condition { ";" condition }
//   condition  = name ( "=" | "!=" ) value { "," value }   one of the values; none of them
//              | name ( "<" | "<=" | ">" | ">=" ) number    "<" and ">" exclude the number itself, for whole numbers and
//                                                           prices of two places: to the next hundredth
//
// Text that begins with "{" is JSON, the SDK's `where` as it is.
import type { Condition, Where } from '../sdk/index.ts';

const CONDITION = /^([^=!<>]+?)\s*(!=|<=|>=|=|<|>)\s*(.+)$/;
const HUNDREDTH = 0.01;

/** @throws TypeError with what was found and what was expected */
export function parseWhere(text: string): Where | undefined {
  if (!text.trim()) return undefined;
  if (text.trim().startsWith('{')) return parseJson(text);
  const where: Record<string, Condition> = Object.create(null); // a name may be any
  for (const part of text.split(';')) if (part.trim()) addCondition(where, part.trim());
  return where;
}

function parseJson(text: string): Where {
  try {
    return JSON.parse(text) as Where;
  } catch {
    throw new TypeError(`where: found '${text}', expected JSON like {"brand":["Acme"]}`);
  }
}

function addCondition(where: Record<string, Condition>, text: string): void {
  const [, name, sign, value] = CONDITION.exec(text) ?? [];
  if (!name || !sign || !value) throw new TypeError(`where: found '${text}', expected brand=Acme or price<50`);
  where[name] = { ...where[name], ...conditionOf(name, sign, value) };
}

function conditionOf(name: string, sign: string, value: string): Condition {
  if (sign === '=' || sign === '!=') {
    const values = value.split(',').map((one) => one.trim());
    return sign === '=' ? { any: values } : { none: values };
  }
  const bound = Number(value);
  if (!Number.isFinite(bound)) throw new TypeError(`where: found '${name}${sign}${value}', expected a number`);
  const step = sign.length === 1 ? HUNDREDTH : 0;
  return sign.startsWith('<') ? { max: round(bound - step) } : { min: round(bound + step) };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
