// What a page may hand to the engine through a frame: plain values, within limits. They are copied, not only looked at, so
// that the engine gets nothing that was not seen here.

/** Values within one another: a `where` needs four. */
const MOST_DEPTH = 8;
/** Facts of ten thousand items, three of each, fit. */
const MOST_VALUES = 50_000;
const MOST_CHARS = 1_000_000;

/**
 * @returns a copy of texts, finite numbers, booleans, null, lists and plain objects; undefined in an object is left out
 * @throws TypeError for anything else, for a key `__proto__`, and for what is deeper, longer or more than the limits
 */
export function copyJson(value: unknown): unknown {
  const left = { values: MOST_VALUES, chars: MOST_CHARS };
  const take = (chars: number) => {
    left.chars -= chars;
    if (--left.values < 0) throw new TypeError(`found more than ${MOST_VALUES} values, expected fewer`);
    if (left.chars < 0) throw new TypeError(`found more than ${MOST_CHARS} characters, expected fewer`);
  };
  const copy = (one: unknown, depth: number): unknown => {
    take(typeof one === 'string' ? one.length : 0);
    if (one === null || one === undefined || typeof one === 'boolean' || typeof one === 'string') return one;
    if (typeof one === 'number' && Number.isFinite(one)) return one;
    if (typeof one !== 'object') throw new TypeError(`found ${String(one)} (${typeof one}), expected plain values`);
    if (depth === 0) throw new TypeError(`found values within one another, deeper than ${MOST_DEPTH}, expected fewer`);
    if (Array.isArray(one)) return copyList(one, (entry) => copy(entry, depth - 1));
    return copyObject(one, take, (entry) => copy(entry, depth - 1));
  };
  return copy(value, MOST_DEPTH);
}

/** Not by `map`, which would make a list as long as a hollow one says that it is. */
function copyList(list: unknown[], copy: (value: unknown) => unknown): unknown[] {
  const copied: unknown[] = [];
  for (let i = 0; i < list.length; i++) copied.push(copy(list[i]));
  return copied;
}

function copyObject(object: object, take: (chars: number) => void, copy: (value: unknown) => unknown): object {
  const prototype = Object.getPrototypeOf(object);
  // Every window has an Object.prototype of its own.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`found ${Object.prototype.toString.call(object)}, expected a plain object`);
  }
  const copied: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    if (key === '__proto__') throw new TypeError("found a key '__proto__', expected names of fields");
    take(key.length);
    const value = copy((object as Record<string, unknown>)[key]);
    if (value !== undefined) copied[key] = value;
  }
  return copied;
}
