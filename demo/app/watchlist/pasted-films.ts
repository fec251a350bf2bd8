// The films of a pasted list: which lines are films here, which may be, which are not; the best for the visitor first. Nothing
// of it is recorded.
import type { ItemSummary, Privet, TitleMatch } from '../../../src/sdk/index.ts';
import { type ListLine, MAX_LINES, readList } from './read-list.ts';

/** As many as the engine looks for at once. */
const PART_LENGTH = 1000;

/** A line that may be one of some films. */
export interface UnsureLine {
  text: string;
  /** One to three, the nearest first. */
  candidates: ItemSummary[];
}

export interface PastedFilms {
  /** Lines that were looked for. */
  numLines: number;
  /** Lines behind the most that are looked for. */
  numLeftOut: number;
  /** Each once, the best for the visitor first. */
  films: ItemSummary[];
  unsure: UnsureLine[];
  /** Lines that are no film here. */
  missing: string[];
}

export async function pastedFilms(privet: Privet, text: string): Promise<PastedFilms> {
  const all = readList(text);
  const lines = all.slice(0, MAX_LINES);
  const queries = lines.flatMap((line) => line.queries);
  const matches: TitleMatch[] = [];
  while (matches.length < queries.length) {
    const part = queries.slice(matches.length, matches.length + PART_LENGTH);
    matches.push(...(await privet.matchTitles(part)));
  }
  const found = new Map<string, ItemSummary>();
  const unsure: UnsureLine[] = [];
  const missing: string[] = [];
  let at = 0;
  for (const line of lines) {
    const { confidence, candidates } = bestOf(line, matches.slice(at, (at += line.queries.length)));
    if (confidence === 'certain') found.set(candidates[0]!.itemId, candidates[0]!);
    else if (candidates.length > 0) unsure.push({ text: line.text, candidates });
    else missing.push(line.text);
  }
  const films = await bestFirst(privet, [...found.values()]);
  return { numLines: lines.length, numLeftOut: all.length - lines.length, films, unsure, missing };
}

export async function bestFirst(privet: Privet, films: readonly ItemSummary[]): Promise<ItemSummary[]> {
  if (films.length === 0) return [];
  const { items } = await privet.forYou({ among: films.map(({ itemId }) => itemId), count: films.length });
  return items;
}

/**
 * The first reading that is certain; else the first that may be something. A beginning of a line is a title by itself only
 * with its year, or before the name of who directed it.
 */
function bestOf({ text, queries }: ListLine, matches: readonly TitleMatch[]): TitleMatch {
  const isCertain = ({ confidence, candidates }: TitleMatch, i: number) =>
    confidence === 'certain' && (i === 0 || queries[i]!.year !== undefined || namesDirector(text, candidates[0]!));
  const certain = matches.find(isCertain);
  if (certain) return certain;
  const likely = matches.find(({ candidates }) => candidates.length > 0);
  return { confidence: likely ? 'likely' : 'none', candidates: likely?.candidates ?? [] };
}

function namesDirector(text: string, { details }: ItemSummary): boolean {
  const names = details.director?.split(/, | and /) ?? [];
  return names.some((name) => plain(text).includes(plain(name)));
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
