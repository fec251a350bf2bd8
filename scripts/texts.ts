// `npm run texts`: writes demo/app/TEXTS.md, every text that the film app can show, so that an editor reads them in one
// place. They stand in the sources where they are shown: a file of all strings would be loaded before the first list.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../', import.meta.url));
const APP = 'demo/app';
/** What draws and what a service worker does has no words. */
const WORDLESS = /^(?:art|design|service-worker)\//;
/** Attributes that a person sees or hears. */
const ATTRIBUTE =
  /(?:^|\s)(?:aria-label|aria-description|title|placeholder|label|alt|heading|note|kicker|words)="([^"]*)"/g;
/** What stands before a hole that has no words. */
const CODE_ATTRIBUTE = /\s(?:class|href|id|d|style|transform)="?[^"]*$/;
/** Paths, and names of colours and keys. */
const CODE = /^(?:M-?\d|#version|\(prefers|rgb\(|translate|cubic|Arrow[A-Z]|form [.a-z]|[rM]?… …|italic \d)/;
/** Calls whose strings are addresses, selectors, names of events or for a console. */
const NOT_SHOWN =
  /^(?:querySelector|querySelectorAll|closest|matches|matchMedia|addEventListener|focusDrawn|warn|debug|get|has|getContext|addRule|postMessage)$/;
const HOLE = '…';

const HEAD = `# Texts of the film app

Every text that it can show, by the file where it stands: written by \`npm run texts\`. \`${HOLE}\` is what is put in while it runs.
Some are parts of a sentence.

| file | text |
| ---- | ---- |
`;

interface Text {
  file: string;
  text: string;
}

/** Of all files, in their order. */
export function readTexts(): Text[] {
  const folder = join(root, APP);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.ts$/.test(file) && !/\.d\.ts$/.test(file) && !WORDLESS.test(file))
    .sort();
  return files.flatMap((file) => textsOf(file, readFileSync(join(folder, file), 'utf8')));
}

/** @param source  TypeScript, with Lit's templates */
export function textsOf(file: string, source: string): Text[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isTaggedTemplateExpression(node)) {
      if (node.tag.getText() === 'html') found.push(...textsOfMarkup(plain(node.template)));
      // Strings in the holes are texts as well; the styles have none.
      if (node.tag.getText() !== 'css') visitHoles(node.template);
      return;
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const text = plain(node);
      if (isShown(node) && isText(text)) found.push(text);
      visitHoles(node);
      return;
    }
    ts.forEachChild(node, visit);
  };
  const visitHoles = (node: ts.Node): void => {
    if (!ts.isTemplateExpression(node)) return;
    const before = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
    for (const [i, { expression }] of node.templateSpans.entries())
      if (!CODE_ATTRIBUTE.test(before[i]!.text)) visit(expression);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return [...new Set(found)].map((text) => ({ file, text }));
}

function plain(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(HOLE);
}

/** What stands between tags, and in attributes. A tag whose words are cut by another stays one text a piece. */
function textsOfMarkup(markup: string): string[] {
  const tags = markup.match(/<[^>]*>/g) ?? [];
  const inTags = tags.flatMap((tag) => [...tag.matchAll(ATTRIBUTE)].map(([, text = '']) => text));
  const between = markup.replace(/<\/?(?:b|strong|em|span|a|s|small)\b[^>]*>/g, '').split(/<[^>]*>/);
  return [...between, ...inTags].map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => /\p{L}/u.test(text));
}

/** Words: more than one, or one as it begins a sentence. */
function isText(text: string): boolean {
  return /\p{L}/u.test(text) && !CODE.test(text) && (/\S \S/.test(text) || /^\p{Lu}\p{Ll}/u.test(text));
}

function isShown(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if (ts.isElementAccessExpression(parent) || ts.isCaseClause(parent) || ts.isDecorator(parent.parent)) return false;
  if (ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText())) return false;
  if (!ts.isCallExpression(parent)) return true;
  const { expression } = parent;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return !NOT_SHOWN.test(name);
}

/** The page, as it is kept. */
export function textsPage(texts: readonly Text[]): string {
  const cell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;').trim();
  return HEAD + texts.map(({ file, text }) => `| ${file} | ${cell(text)} |\n`).join('');
}

export const TEXTS_FILE = join(root, APP, 'TEXTS.md');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TEXTS_FILE, textsPage(readTexts()));
