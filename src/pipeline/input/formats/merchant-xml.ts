// A product feed for Google Merchant Center: RSS 2.0 or Atom whose items have names of Google's namespace (g:price).
// It is streamed; one item is held at a time. Names lose their prefix; groups (shipping, tax) are left out.

import { InputError } from '../../../errors.ts';
import type { JsonObject, JsonRecord } from '../../../items/parse-json.ts';
import { htmlText } from './html-text.ts';
import { XmlReader } from './xml-reader.ts';

/** Google's own, and that of columns that a shop adds. */
const NAMESPACE = /^https?:\/\/base\.google\.com\/c?ns\//;
/** Said more than once, and lists even where they are said once. */
const LISTS = new Set(['additional_image_link', 'product_highlight', 'promotion_id']);
/** Of an item, groups among them. */
const MAX_VALUES = 10_000;

/** @throws InputError for what is no XML, while it is read */
export async function* merchantRecords(texts: AsyncIterable<string>, file: string): AsyncGenerator<JsonRecord[]> {
  const items = new ItemCollector(file);
  for await (const text of texts) {
    items.xml.push(text);
    yield items.taken();
  }
  items.xml.end();
  yield items.taken();
}

class ItemCollector {
  readonly xml: XmlReader;
  readonly #file: string;
  /** Prefixes of names that are taken, the empty one among them. */
  readonly #prefixes = new Set(['', 'g']);
  #records: JsonRecord[] = [];
  #numItems = 0;
  /** Depth of the item that is open; 0 = none is. */
  #itemDepth = 0;
  #values = new Map<string, string[]>();
  #numValues = 0;
  /** Names that Google's namespace says, which go before those of the feed itself. */
  #own = new Set<string>();
  #text = '';
  #isGroup = false;

  constructor(file: string) {
    this.#file = file;
    this.xml = new XmlReader(file, {
      open: (name, attributes, depth) => this.#open(name, attributes, depth),
      text: (text) => {
        if (this.#itemDepth > 0) this.#text += text;
      },
      close: (name, depth) => this.#close(name, depth),
    });
  }

  taken(): JsonRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>, depth: number): void {
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('xmlns:') && NAMESPACE.test(value)) this.#prefixes.add(key.slice('xmlns:'.length));
    }
    if (this.#itemDepth === 0) {
      if (name !== 'item' && name !== 'entry') return;
      this.#itemDepth = depth;
      this.#values = new Map();
      this.#own = new Set();
      this.#numValues = 0;
      return;
    }
    if (++this.#numValues > MAX_VALUES) throw this.#tooMany();
    this.#isGroup = depth > this.#itemDepth + 1;
    // Atom's link is an attribute.
    const { rel = 'alternate', href = '' } = attributes;
    this.#text = name === 'link' && rel === 'alternate' ? href : '';
  }

  #close(tag: string, depth: number): void {
    if (this.#itemDepth === 0) return;
    if (depth === this.#itemDepth) {
      this.#itemDepth = 0;
      this.#records.push({ line: ++this.#numItems, values: this.#valuesOfItem() });
    } else if (depth === this.#itemDepth + 1) {
      if (!this.#isGroup) this.#add(tag, this.#text);
      this.#isGroup = false;
    }
    this.#text = '';
  }

  #add(tag: string, text: string): void {
    const [name, prefix = ''] = tag.split(':').reverse() as [string, string?];
    const value = /^\s*https?:\S+\s*$/.test(text) ? text.trim() : htmlText(text);
    if (!this.#prefixes.has(prefix) || value === '') return;
    if (prefix === '' && this.#own.has(name)) return;
    if (prefix !== '' && !this.#own.has(name)) {
      this.#own.add(name);
      this.#values.delete(name);
    }
    const known = this.#values.get(name);
    if (known) known.push(value);
    else this.#values.set(name, [value]);
  }

  #valuesOfItem(): JsonObject {
    return Object.fromEntries(
      [...this.#values].map(([name, values]) => [name, values.length > 1 || LISTS.has(name) ? values : values[0]!]),
    );
  }

  #tooMany(): InputError {
    const found = `an item of more than ${MAX_VALUES.toLocaleString('en-GB')} values`;
    const mend = 'Look at that line: an item before it may not be closed.';
    return new InputError({ file: this.#file, line: this.xml.line, found, expected: 'fewer', mend });
  }
}
