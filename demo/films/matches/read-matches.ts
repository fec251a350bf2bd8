// The judgements of the films: which file is for learning, and which for tests alone.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type JudgedProfile, parseJudgements } from '../../../src/formats/judgements.ts';

const FOLDER = new URL('./', import.meta.url);
/** For choosing and learning; the later ones hold what the students before were least sure of. */
const LEARNED = ['judgements-1.jsonl', 'judgements-2.jsonl', 'judgements-3.jsonl'];
/** Looked at once. The first has two passes; the others hold the beginning of each list. */
const TESTS = ['test-1.jsonl', 'test-2.jsonl', 'test-3.jsonl'];

export interface Matches {
  learned: JudgedProfile[];
  tests: { name: string; profiles: JudgedProfile[] }[];
}

/** @throws CatalogFormatError that names the lines of a file that are wrong */
export function readMatches(): Matches {
  return {
    learned: LEARNED.flatMap(readFile),
    tests: TESTS.map((name) => ({ name, profiles: readFile(name) })),
  };
}

function readFile(name: string): JudgedProfile[] {
  return parseJudgements(readFileSync(fileURLToPath(new URL(name, FOLDER)), 'utf8'), name);
}
