// XML in pieces, by saxes, within maxima: entities that are declared in the file are refused (they may grow without an
// end), and so are depth and length without an end. What feeds of shops and blogs get wrong and everybody reads is let
// pass: blank lines first, an entity of HTML, a control character.

import { SaxesParser } from 'saxes';
import { InputError, quoted } from '../../../errors.ts';

const MAX_DEPTH = 100;
/** Between two tags. */
const MAX_TEXT_CHARS = 8_000_000;
const LET_PASS = /undefined entity|disallowed character\.$|the string "\]\]>"|malformed comment/;

export interface XmlHandlers {
  /** @param depth  1 for the root */
  open?(name: string, attributes: Readonly<Record<string, string>>, depth: number): void;
  text?(text: string): void;
  close?(name: string, depth: number): void;
}

export class XmlReader {
  readonly #parser = new SaxesParser();
  readonly #file: string;
  #depth = 0;
  #hasBegun = false;
  /** Where the last tag ended. */
  #lastTag = 0;

  constructor(file: string, handlers: XmlHandlers) {
    this.#file = file;
    const parser = this.#parser;
    const atTag = () => {
      this.#lastTag = parser.position;
    };
    parser.on('doctype', (text) => this.#checkDoctype(text));
    parser.on('opentag', ({ name, attributes }) => {
      atTag();
      if (++this.#depth > MAX_DEPTH) throw this.#error(`tags that are nested more than ${MAX_DEPTH} deep`, 'fewer');
      handlers.open?.(name, attributes, this.#depth);
    });
    parser.on('closetag', ({ name }) => {
      atTag();
      handlers.close?.(name, this.#depth);
      this.#depth--; // apart: an optional call that is not made evaluates no argument
    });
    parser.on('text', (text) => handlers.text?.(text));
    parser.on('cdata', (text) => handlers.text?.(text));
    parser.on('error', ({ message }) => {
      if (!LET_PASS.test(message)) throw this.#error(wordsOf(message), 'well-formed XML');
    });
  }

  get line(): number {
    return this.#parser.line;
  }

  /** @throws InputError for what is no XML, or too much of it */
  push(text: string): void {
    const whole = this.#hasBegun ? text : text.replace(/^[\s\ufeff]+/, '');
    this.#hasBegun ||= whole !== '';
    if (whole !== '') this.#parser.write(whole);
    if (this.#parser.position - this.#lastTag > MAX_TEXT_CHARS) {
      throw this.#error(`more than ${MAX_TEXT_CHARS / 1e6} million characters without a tag`, 'fewer');
    }
  }

  /** @throws InputError for XML that ends too early */
  end(): void {
    this.#parser.close();
  }

  #checkDoctype(text: string): void {
    if (!/<!ENTITY/i.test(text)) return;
    const mend = 'Export the feed without a DOCTYPE.';
    throw this.#error(`entities of its own (${quoted(text.trim(), 40)})`, 'a feed without any', mend);
  }

  #error(found: string, expected: string, mend = 'Look at that line, or export the feed again.'): InputError {
    return new InputError({ file: this.#file, line: this.line, found, expected, mend });
  }
}

/** `12:3: unclosed tag: item` -> `an XML error (unclosed tag: item)` */
function wordsOf(message: string): string {
  return `an XML error (${message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')})`;
}
