// JSON in pieces: the entries of a list, or of the lists that an object holds, one after the other. One entry is held at a
// time; whoever wants it parses it, and so finds what is broken in it. All else is only stepped over.

/** Deeper than any export; far less than a call stack. */
const MAX_DEPTH = 100;
/** Of keys, and of values beside the lists. */
const MAX_MEMBER_CHARS = 10_000;

export interface JsonEntry {
  /** Of the list in the object; undefined where the list is all that there is. */
  key: string | undefined;
  /** Lists are counted from 0. */
  list: number;
  isObject: boolean;
  /** JSON; empty where it was not wanted, or too long. */
  text: string;
}

export interface SplitLimits {
  /** Of an entry, in UTF-16 code units. */
  maxEntryChars: number;
  /** Counted by commas and brackets (default: any number, however deep). */
  maxValues?: number | undefined;
  /** Longer ones come without their text (default: they are a fault). */
  skipsLong?: boolean;
  /** Whether the entries of a list are wanted (default: all are). */
  wants?: (list: number) => boolean;
}

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

export class JsonSplitter {
  /** What the text has that no JSON has, or too much of; what follows it is not read. */
  fault: string | undefined;
  /** Characters of the last piece that were read. */
  numRead = 0;
  /** Short texts, numbers and words of the object that holds the lists. */
  readonly members: Record<string, unknown> = {};
  readonly #limits: SplitLimits;
  /** Closing brackets of what is open around the entries: of the whole, and of a list in it. */
  readonly #around: number[] = [];
  #expected: Expected = 'value';
  #key: string | undefined;
  #list = -1;
  /** First character of the value or key that is open; 0 = none is. */
  #first = 0;
  /** Brackets that are open in it. */
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  /** What of it lies in earlier pieces. */
  #held: string[] = [];
  #heldChars = 0;
  #numValues = 1;

  constructor(limits: SplitLimits) {
    this.#limits = limits;
  }

  get numValues(): number {
    return this.#numValues;
  }

  /** The entries that end in this piece: to be read to the end before the next one. */
  *push(piece: string): Generator<JsonEntry> {
    let from = 0;
    let i = 0;
    for (; i < piece.length && this.fault === undefined; i++) {
      if (this.#isInText && !this.#isEscaped) i = endOfPlainText(piece, i);
      if (i >= piece.length) break;
      const char = piece.charCodeAt(i);
      const isPlain = this.#first !== 0 && this.#first !== QUOTE && this.#depth === 0;
      if (isPlain && endsPlain(char)) {
        // A number or a word ends before what follows it.
        const entry = this.#finish(piece.slice(from, i));
        if (entry) yield entry;
      }
      if (this.#first !== 0) {
        if (!isPlain && this.#endsWith(char)) {
          const entry = this.#finish(piece.slice(from, i + 1));
          if (entry) yield entry;
        }
      } else if (!isSpace(char)) {
        this.#step(char);
        from = i;
      }
    }
    this.numRead = i;
    if (this.#first !== 0) this.#hold(piece.slice(from));
  }

  /** @returns what was found where the text is not whole */
  end(): string | undefined {
    return this.fault ?? (this.#expected === 'nothing' ? undefined : 'broken JSON (it ends too early)');
  }

  /** One character further in a text or in what has brackets. */
  #endsWith(char: number): boolean {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (this.#isInText) {
      if (char === BACKSLASH) this.#isEscaped = true;
      else if (char === QUOTE) this.#isInText = false;
      return !this.#isInText && this.#depth === 0;
    } else if (char === QUOTE) this.#isInText = true;
    else if (char === COMMA) this.#count();
    else if (isOpening(char)) this.#open();
    else if (isClosing(char)) return --this.#depth === 0;
    return false;
  }

  /** A character around the entries. */
  #step(char: number): void {
    const expected = this.#expected;
    const isWhole = this.#around.length === 0;
    if (isClosing(char) && expected.endsWith('or end') && this.#around.pop() === char) {
      this.#expected = this.#around.length === 0 ? 'nothing' : 'comma or end';
    } else if (expected === 'colon' && char === COLON) this.#expected = 'value';
    else if (expected === 'comma or end' && char === COMMA) {
      this.#count();
      this.#expected = this.#around.at(-1) === CLOSE_LIST ? 'value' : 'key';
    } else if (expected.startsWith('value') && isOpening(char) && (isWhole || this.#isListInWhole(char))) {
      this.#count();
      this.#around.push(char === OPEN_LIST ? CLOSE_LIST : CLOSE_OBJECT);
      if (char === OPEN_LIST) this.#list++;
      this.#expected = char === OPEN_LIST ? 'value or end' : 'key or end';
    } else if (
      (expected.startsWith('value') && !isWhole && beginsValue(char)) ||
      (expected.startsWith('key') && char === QUOTE)
    ) {
      this.#first = char;
      this.#isInText = char === QUOTE;
      if (isOpening(char)) this.#open();
    } else this.fault = `broken JSON (${JSON.stringify(String.fromCharCode(char))} in place of ${expected})`;
  }

  #isListInWhole(char: number): boolean {
    return char === OPEN_LIST && this.#around.length === 1 && this.#around[0] === CLOSE_OBJECT;
  }

  #open(): void {
    this.#depth++;
    this.#count();
    if (this.#limits.maxValues !== undefined && this.#depth + this.#around.length > MAX_DEPTH) {
      this.fault = `JSON that is nested more than ${MAX_DEPTH} deep`;
    }
  }

  #count(): void {
    const { maxValues = Number.POSITIVE_INFINITY } = this.#limits;
    if (++this.#numValues > maxValues) this.fault = `JSON of more than ${maxValues.toLocaleString('en-GB')} values`;
  }

  /** The value or key that was open. @param last  what of it lies in this piece */
  #finish(last: string): JsonEntry | undefined {
    this.#hold(last);
    const [text, isObject] = [this.#held.join(''), this.#first === OPEN_OBJECT];
    this.#held = [];
    this.#heldChars = 0;
    this.#first = 0;
    if (this.#expected.startsWith('key')) {
      const key = valueIn(text);
      if (typeof key === 'string') this.#key = key;
      else this.fault ??= 'broken JSON (a key that is no text)';
      this.#expected = 'colon';
      return undefined;
    }
    this.#expected = 'comma or end';
    if (this.fault !== undefined) return undefined;
    if (this.#around.at(-1) === CLOSE_OBJECT) {
      if (text !== '') this.#addMember(text);
      return undefined;
    }
    return { key: this.#key, list: this.#list, isObject, text };
  }

  #hold(part: string): void {
    const { maxEntryChars, skipsLong, wants } = this.#limits;
    const isOfList = this.#around.at(-1) === CLOSE_LIST;
    const isKey = this.#expected.startsWith('key');
    this.#heldChars += part.length;
    if (isOfList && wants && !wants(this.#list)) return;
    const most = isOfList ? maxEntryChars : MAX_MEMBER_CHARS;
    if (this.#heldChars <= most) this.#held.push(part);
    else if (isKey || (isOfList && !skipsLong)) {
      this.fault ??= `${isKey ? 'a key' : 'an entry'} of JSON of more than ${most.toLocaleString('en-GB')} characters`;
    } else this.#held = [];
  }

  #addMember(text: string): void {
    const isPlain = this.#around.length === 1 && !/^[[{]/.test(text);
    if (isPlain)
      Object.defineProperty(this.members, this.#key!, { value: valueIn(text), enumerable: true, configurable: true });
  }
}

const PLAIN_TEXT = /[^"\\]*/y;

function endOfPlainText(piece: string, from: number): number {
  PLAIN_TEXT.lastIndex = from;
  PLAIN_TEXT.test(piece);
  return PLAIN_TEXT.lastIndex;
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const [TAB, LINE_FEED, RETURN, SPACE, QUOTE, COMMA, COLON, BACKSLASH] = [9, 10, 13, 32, 0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const isSpace = (char: number) => char === SPACE || char === LINE_FEED || char === RETURN || char === TAB;
const isOpening = (char: number) => char === OPEN_LIST || char === OPEN_OBJECT;
const isClosing = (char: number) => char === CLOSE_LIST || char === CLOSE_OBJECT;
const endsPlain = (char: number) => char === COMMA || isClosing(char) || isSpace(char);
const beginsValue = (char: number) => char !== COMMA && char !== COLON && !isClosing(char);
