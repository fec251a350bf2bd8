// How much JSON there is in a text, before it is parsed: a few characters a value become some ten times as many bytes,
// and what is nested without end overflows whoever walks it.

/** Deeper than any export; far less than a call stack. */
const MAX_DEPTH = 100;

export interface JsonSize {
  /** Counted by their commas and brackets. */
  numValues: number;
  /** What is too much, as `JSON of more than 10,000,000 values`. */
  excess?: string;
}

export function sizeOfJson(text: string, maxValues: number): JsonSize {
  let [numValues, depth, isInText] = [1, 0, false];
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (isInText) {
      if (char === BACKSLASH) i++;
      else if (char === QUOTE) isInText = false;
    } else if (char === QUOTE) isInText = true;
    else if (char === COMMA) numValues++;
    else if (char === OPEN_LIST || char === OPEN_OBJECT) {
      numValues++;
      if (++depth > MAX_DEPTH) return { numValues, excess: `JSON that is nested more than ${MAX_DEPTH} deep` };
    } else if (char === CLOSE_LIST || char === CLOSE_OBJECT) depth--;
  }
  if (numValues <= maxValues) return { numValues };
  return { numValues, excess: `JSON of more than ${maxValues.toLocaleString('en-GB')} values` };
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
