// TOML 1.0 as front matter has it: keys with texts, numbers, dates, words and lists of these; tables by one name. What is
// more (texts of several lines, tables in tables, inline tables) is left out and told.

import type { JsonObject } from '../../../items/parse-json.ts';

/** Lines of a list that is not closed on its first one. */
const MAX_LIST_LINES = 500;
const KEY = /^([A-Za-z\d_-]+|"[^"]*"|'[^']*')\s*=\s*/;
const VALUE =
  /"(?:[^"\\]|\\.)*"|'[^']*'|true\b|false\b|\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?|[+-]?\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?/y;

export function parsePlainToml(text: string): { values: JsonObject; broken: string | undefined } {
  const lines = text.split(/\r?\n/);
  // Without a prototype: a key may be called `__proto__`.
  const values: JsonObject = Object.create(null);
  let table: JsonObject | undefined = values;
  let broken: string | undefined;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trim();
    const tell = () => {
      broken ??= `line ${i + 1} (${line.slice(0, 40)})`;
    };
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      const name = /^\[([A-Za-z\d_-]+)\]\s*(#.*)?$/.exec(line)?.[1];
      table = name === undefined ? undefined : ((values[name] ??= Object.create(null)) as JsonObject);
      if (!table) tell();
      continue;
    }
    const key = KEY.exec(line);
    let value = key ? line.slice(key[0].length) : '';
    const last = Math.min(lines.length - 1, i + MAX_LIST_LINES);
    if (value.startsWith('[')) while (!/\]\s*(#.*)?$/.test(value) && i < last) value += `\n${lines[++i]!.trim()}`;
    const read = key && plainValue(value);
    if (!read) tell();
    else if (table) table[key[1]!.replace(/^["']|["']$/g, '')] = read.value;
  }
  return { values, broken };
}

/** Undefined for what is no plain value. */
function plainValue(text: string): { value: unknown } | undefined {
  if (!text.startsWith('[')) {
    const scalar = scalarAt(text, 0);
    return scalar && isEnd(text, scalar.end) ? scalar : undefined;
  }
  const list: unknown[] = [];
  let at = afterSpace(text, 1);
  while (text[at] !== ']') {
    const scalar = scalarAt(text, at);
    if (!scalar) return undefined;
    list.push(scalar.value);
    at = afterSpace(text, scalar.end);
    if (text[at] === ',') at = afterSpace(text, at + 1);
    else if (text[at] !== ']') return undefined;
  }
  return isEnd(text, at + 1) ? { value: list } : undefined;
}

function scalarAt(text: string, at: number): { value: unknown; end: number } | undefined {
  // A text of several lines is opened by three quotes.
  if (text.startsWith('"""', at) || text.startsWith("'''", at)) return undefined;
  VALUE.lastIndex = at;
  const [raw] = VALUE.exec(text) ?? [];
  if (raw === undefined) return undefined;
  const end = VALUE.lastIndex;
  if (raw.startsWith("'")) return { value: raw.slice(1, -1), end };
  if (raw.startsWith('"')) return { value: textIn(raw), end };
  if (raw === 'true' || raw === 'false') return { value: raw === 'true', end };
  return { value: /^\d{4}-/.test(raw) ? raw : Number(raw.replaceAll('_', '')), end };
}

function textIn(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}

function isEnd(text: string, at: number): boolean {
  return /^\s*(#.*)?$/.test(text.slice(at));
}

/** Behind blanks, line ends and comments. */
function afterSpace(text: string, at: number): number {
  const [space] = /^(?:\s|#[^\n]*(?:\n|$))*/.exec(text.slice(at)) as unknown as [string];
  return at + space.length;
}
