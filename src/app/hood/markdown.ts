// Reads the small part of Markdown that a model card uses (headings, paragraphs, lists, tables, code and links in a line) into a tree of
// plain values. Whoever draws it makes elements of them: text stays text, and nothing in it becomes markup, an address or code.

export type Block =
  | { type: 'heading'; level: number; text: Inline[] }
  | { type: 'paragraph'; text: Inline[] }
  | { type: 'list'; items: Inline[][] }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] };

/** A piece of text; a link keeps its words, its target is left out. */
export interface Inline {
  text: string;
  style: 'plain' | 'code' | 'strong';
}

const HEADING = /^(#{1,6})\s+(.*)$/;
const ITEM = /^[-*]\s+(.*)$/;
const ROW = /^\|(.*)\|\s*$/;
const RULE = /^\|[\s:|-]+\|\s*$/;

export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.split(/\r?\n/);
  for (let at = 0; at < lines.length; ) {
    const [block, next] = blockAt(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

function blockAt(lines: readonly string[], at: number): [Block | undefined, next: number] {
  const line = lines[at]!;
  if (line.trim() === '') return [undefined, at + 1];
  const heading = line.match(HEADING);
  if (heading) return [{ type: 'heading', level: heading[1]!.length, text: inlines(heading[2]!) }, at + 1];
  const isList = ITEM.test(line);
  const isTable = ROW.test(line) && RULE.test(lines[at + 1] ?? '');
  const kind = isTable ? ROW : isList ? ITEM : undefined;
  const end = endOf(lines, at, kind);
  const body = lines.slice(at, end);
  if (isTable) return [tableOf(body), end];
  if (isList) return [{ type: 'list', items: body.map((item) => inlines(item.match(ITEM)![1]!)) }, end];
  return [{ type: 'paragraph', text: inlines(body.join(' ')) }, end];
}

/** Where a block ends: at the first line that is not of its kind, for a paragraph at the first that begins something else. */
function endOf(lines: readonly string[], start: number, kind: RegExp | undefined): number {
  const goesOn = (line: string) =>
    kind ? kind.test(line) : line.trim() !== '' && !HEADING.test(line) && !ITEM.test(line) && !ROW.test(line);
  let end = start + 1;
  while (end < lines.length && goesOn(lines[end]!)) end++;
  return end;
}

function tableOf([head = '', , ...rows]: readonly string[]): Block {
  const cells = (row: string) =>
    row
      .match(ROW)![1]!
      .split('|')
      .map((cell) => inlines(cell.trim()));
  return { type: 'table', head: cells(head), rows: rows.map(cells) };
}

const PIECE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]*)\]\([^)]*\)/g;

function inlines(text: string): Inline[] {
  const pieces: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(PIECE)) {
    const [all, code, strong, link] = match;
    pieces.push({ text: text.slice(at, match.index), style: 'plain' });
    pieces.push({ text: code ?? strong ?? link ?? '', style: code ? 'code' : strong ? 'strong' : 'plain' });
    at = match.index + all.length;
  }
  pieces.push({ text: text.slice(at), style: 'plain' });
  return pieces.filter((piece) => piece.text !== '');
}
