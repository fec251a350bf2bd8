// The front matter of a page of Markdown: YAML between `---`, TOML between `+++`, or a JSON object, as Hugo, Jekyll,
// Eleventy, Astro and Zola have it. What cannot be read is told: it may say that the page is a draft.

import type { JsonObject } from '../../../items/parse-json.ts';

export interface FrontMatter {
  values: JsonObject;
  /** The page without it. */
  body: string;
  /** Why it cannot be read, in words. */
  broken: string | undefined;
}

type Parser = (text: string) => Promise<unknown>;

const MAX_CHARS = 100_000;
/** Of YAML's aliases (`*name`), which can grow without an end. */
const MAX_ALIASES = 100;

export async function frontMatterOf(text: string): Promise<FrontMatter> {
  const part = splitOff(text, '---', yaml) ?? splitOff(text, '+++', toml) ?? splitJson(text);
  if (!part) return { values: {}, body: text, broken: isLeftOpen(text) ? 'no --- or +++ closes it' : undefined };
  const { matter, body, parse } = part;
  if (matter.length > MAX_CHARS) {
    return { values: {}, body, broken: `more than ${MAX_CHARS.toLocaleString('en-GB')} characters` };
  }
  try {
    const values = await parse(matter);
    // Words between two lines are a text of the page.
    if (values !== null && typeof values !== 'object') return { values: {}, body: text, broken: undefined };
    if (values === null || Array.isArray(values)) return { values: {}, body, broken: values ? 'no keys' : undefined };
    return { values: values as JsonObject, body, broken: undefined };
  } catch (error) {
    // Of an error of depth (a RangeError) too: it is the parser's, and nothing of it is held.
    const [message] = (error as Error).message.split('\n');
    return { values: {}, body, broken: message!.slice(0, 100) };
  }
}

const yaml: Parser = async (text) => {
  const { parse } = await import('yaml');
  return parse(text, { maxAliasCount: MAX_ALIASES, uniqueKeys: false, logLevel: 'error' });
};

const toml: Parser = async (text) => {
  const { parse } = await import('smol-toml');
  // Its dates are objects of its own; JSON has them as they were written.
  return JSON.parse(JSON.stringify(parse(text)));
};

const json: Parser = async (text) => JSON.parse(text);

/** A key follows the first line: it was not meant as a line across the page. */
function isLeftOpen(text: string): boolean {
  return /^\ufeff?(---[ \t]*\r?\n[\w-]+:|\+\+\+[ \t]*\r?\n[\w-]+ *=)/.test(text);
}

interface Part {
  matter: string;
  body: string;
  parse: Parser;
}

/** @param fence  the line that opens and closes it */
function splitOff(text: string, fence: string, parse: Parser): Part | undefined {
  const first = text.match(/^\ufeff?(\S{3})[ \t]*\r?\n/);
  if (first?.[1] !== fence) return undefined;
  const from = first[0].length;
  // An empty one closes at once.
  const end = new RegExp(`^\\${fence[0]}{3}[ \\t]*$`, 'm').exec(text.slice(from));
  if (!end) return undefined;
  const body = text.slice(from + end.index + end[0].length);
  return { matter: text.slice(from, from + end.index), body, parse };
}

/** An object whose last bracket stands alone on its line. */
function splitJson(text: string): Part | undefined {
  if (!/^\ufeff?\{\s*\n/.test(text)) return undefined;
  const end = /^\}[ \t]*\r?$/m.exec(text);
  if (!end) return undefined;
  const to = end.index + 1;
  return { matter: text.slice(text.indexOf('{'), to), body: text.slice(to), parse: json };
}
