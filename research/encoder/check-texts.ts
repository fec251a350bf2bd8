// Do the texts that a language model wrote for the encoder keep to their rubric (texts/README.md), as far as a program
// can tell? Counts by file; empty, over-long, odd and repeated lines, and lines that share most words with another.
//
// npx tsx research/encoder/check-texts.ts     (exits 1 on a fault)

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const TEXTS_FOLDER = join(import.meta.dirname, 'texts');
const LEAST_LINES = { products: 600, articles: 600, recipes: 600, jobs: 600, questions: 900 };
const LEAST_LINES_IN_ALL = 3200;
const MOST_WORDS = 80; // of one line; of a question and its answer together
const NEAR_DUPLICATE = 0.7; // Jaccard index of two lines' sets of words, inclusive
// Bytes that are not UTF-8 decode to U+FFFD, which is odd too.
const ODD_CHARACTER = /[^\p{Script=Latin}\p{Nd} \t.,;:!?'"()&/%+#$£€°×½¼¾²³µ–—>@*=_-]/u;

interface Line {
  place: string; // file:line
  text: string;
  words: Set<string>;
}

const lines: Line[] = [];
const faults: string[] = [];

console.log('file         lines  words: least  median   most');
for (const [name, leastLines] of Object.entries(LEAST_LINES)) await checkFile(name, leastLines);
if (lines.length < LEAST_LINES_IN_ALL) faults.push(`${lines.length} lines in all, expected ${LEAST_LINES_IN_ALL}`);
checkRepeats();

console.log(`${lines.length} lines in all, ${faults.length} faults`);
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

async function checkFile(name: string, leastLines: number): Promise<void> {
  const bytes = await readFile(join(TEXTS_FOLDER, `${name}.txt`));
  const texts = bytes.toString('utf8').replace(/\n$/, '').split('\n');
  const counts = texts.map((text) => wordsOf(text).length).sort((a, b) => a - b);
  const columns = [counts[0], counts[counts.length >> 1], counts[counts.length - 1]];
  console.log(name.padEnd(12), String(texts.length).padStart(5), ...columns.map((n) => String(n).padStart(10)));
  if (texts.length < leastLines) faults.push(`${name}.txt: ${texts.length} lines, expected ${leastLines} or more`);
  for (const [index, text] of texts.entries()) checkLine(`${name}.txt:${index + 1}`, text, name === 'questions');
}

function checkLine(place: string, text: string, isPair: boolean): void {
  const words = wordsOf(text);
  const odd = ODD_CHARACTER.exec(text);
  const parts = text.split('\t');
  if (words.length < 2) faults.push(`${place}: ${words.length} words, expected 2 or more`);
  if (words.length > MOST_WORDS) faults.push(`${place}: ${words.length} words, expected ${MOST_WORDS} or fewer`);
  if (odd) faults.push(`${place}: odd character ${JSON.stringify(odd[0])}`);
  if (parts.length !== (isPair ? 2 : 1)) faults.push(`${place}: ${parts.length - 1} tabs, expected ${isPair ? 1 : 0}`);
  if (parts.some((part) => part.trim() !== part || part === '')) faults.push(`${place}: an empty or untrimmed part`);
  lines.push({ place, text, words: new Set(words) });
}

/** Compares each line with all before it that share a word: an inverted index counts the shared words. */
function checkRepeats(): void {
  const questions = new Map<string, string>();
  const linesOfWord = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const [question = '', answer] = line.text.toLowerCase().split('\t');
    if (answer !== undefined && questions.has(question)) {
      faults.push(`${line.place}: the question of ${questions.get(question)}`);
    }
    if (answer !== undefined) questions.set(question, line.place);
    const shared = new Map<number, number>();
    for (const word of line.words) {
      const others = linesOfWord.get(word) ?? [];
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1);
      others.push(index);
      linesOfWord.set(word, others);
    }
    for (const [other, count] of shared) checkNear(line, lines[other], count);
  }
}

function checkNear(line: Line, other: Line | undefined, shared: number): void {
  if (other === undefined) return;
  const jaccard = shared / (line.words.size + other.words.size - shared);
  if (jaccard >= NEAR_DUPLICATE) faults.push(`${line.place}: shares ${jaccard.toFixed(2)} with ${other.place}`);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{Nd}]+(?:['-][\p{L}\p{Nd}]+)*/gu) ?? [];
}
