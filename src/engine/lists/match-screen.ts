// A list under the match filter: each item is graded for the visitor, as a judge of this pair would; what is likely a
// mistake is left out with its reason, and what is doubtful comes last. What was asked for by name is nobody's mistake.
import { conditionOf } from '../../catalog/where.ts';
import { CatalogFormatError } from '../../errors.ts';
import { parseMatchFilter } from '../../formats/match-filter.ts';
import { matchFeatureNames, matchFeatures } from '../../match-filter/match-features.ts';
import { MatchStudent } from '../../match-filter/match-student.ts';
import type { MatchProfile } from '../../match-filter/match-traits.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { takePositions } from '../../ranking/rerank/reranker.ts';
import { eventSign } from '../../towers/event-evidence.ts';
import type { HistoryParts } from './history-window.ts';
import { historyOf } from './item-sets.ts';
import type { ListParts, Ranked, RankedSource, Screen, ScreenedSource, Screening, SteeringPull } from './list-parts.ts';
import type { LeftOutItem, ListRules, MatchGrade } from './lists-api.ts';
import { matchReason } from './match-reasons.ts';

export { matchFeatureNames };

/** Items that are graded, the first ones of a ranking; as many as are asked for, where that is more. */
const GRADED = 200;
/** Values of a facet from which they are names. */
const NAMES = 200;
/** Evidence from which an event is a like; below it something was only looked at. */
const LIKES = 0.5;

type MeaningOf = (text: string) => ((itemIndex: number) => number) | undefined;

/** Somebody as the filter reads them, and what it has said of items. */
interface Reader {
  profile: MatchProfile;
  pull: SteeringPull | undefined;
  valuesOf: (itemIndex: number) => Float32Array;
  grades: Map<number, number>;
}

interface ScreenedList {
  /** What a list is chosen from. */
  kept: RankResult;
  /** What fills it up where that is not enough, the doubtful first. */
  rest: RankResult;
  /** Rows that are left out. */
  leftOut: number[];
}

/** Its methods are documented in Screen. */
export class MatchScreen implements Screen {
  readonly student: MatchStudent;
  readonly isOn: boolean;
  readonly #features: readonly string[];
  readonly #meaningOf: MeaningOf;
  /** By the history that they are of, and what was wished. */
  readonly #readers = new WeakMap<object, Map<string, Reader>>();

  constructor(student: MatchStudent, meaningOf: MeaningOf) {
    this.student = student;
    this.isOn = student.file.isOn;
    this.#features = student.file.features;
    this.#meaningOf = meaningOf;
  }

  /** @throws CatalogFormatError for bytes that are none */
  static read(bytes: Uint8Array, label: string, meaningOf: MeaningOf): MatchScreen {
    let json: unknown;
    try {
      json = JSON.parse(new TextDecoder().decode(bytes));
    } catch (cause) {
      throw new CatalogFormatError(`${label} is not JSON`, { cause });
    }
    return new MatchScreen(new MatchStudent(parseMatchFilter(json, label)), meaningOf);
  }

  around<Ranking extends Ranked>(
    parts: ListParts,
    screening: Screening,
    source: RankedSource<Ranking>,
    k: number,
  ): ScreenedSource<Ranking> {
    let screened: ScreenedList | undefined;
    const rank = async (depth: number) => {
      const ranking = await source.rank(depth);
      screened = await this.#screen(parts, screening, ranking.ranked, k);
      return { ...ranking, ranked: screened?.kept ?? ranking.ranked };
    };
    const choose = (ranked: RankResult) => filledUp(source.choose(ranked), screened?.rest, k);
    const leftOut = () => this.#told(parts, screening.pull, screened?.leftOut ?? []);
    return { source: { ...source, rank, choose }, leftOut };
  }

  async #screen(
    parts: ListParts,
    { level, pull, where }: Screening,
    ranked: RankResult,
    k: number,
  ): Promise<ScreenedList | undefined> {
    if (isAskedByName(parts, where) || isAskedByName(parts, pull?.where)) return undefined;
    const reader = await this.#readerOf(parts, pull);
    if (!reader) return undefined;
    const lines = this.student.file[level];
    const allowed = allowedRows(parts);
    const places: Record<'kept' | 'doubtful' | 'bad', number[]> = { kept: [], doubtful: [], bad: [] };
    ranked.indices.forEach((row, place) => {
      const grade =
        place < Math.max(GRADED, k) && !allowed.has(row) ? this.#grade(reader, row) : Number.POSITIVE_INFINITY;
      const kind = grade <= lines.leaveOut ? 'bad' : grade <= lines.demote ? 'doubtful' : 'kept';
      places[kind].push(place);
    });
    const missing = Math.max(0, Math.min(k, ranked.indices.length) - places.kept.length - places.doubtful.length);
    const least = places.bad.toSorted((a, b) => this.#gradeAt(reader, ranked, b) - this.#gradeAt(reader, ranked, a));
    const back = least.slice(0, missing);
    const isShown = (place: number) => place < k && !back.includes(place);
    return {
      kept: takePositions(ranked, places.kept),
      rest: takePositions(ranked, [...places.doubtful, ...back]),
      leftOut: places.bad.filter(isShown).map((place) => ranked.indices[place]!),
    };
  }

  async without(parts: ListParts, { level, pull }: Screening, rows: readonly number[]): Promise<number[]> {
    const reader = await this.#readerOf(parts, pull);
    if (!reader) return [...rows];
    const { leaveOut } = this.student.file[level];
    const allowed = allowedRows(parts);
    return rows.filter((row) => allowed.has(row) || this.#grade(reader, row) > leaveOut);
  }

  async #told(parts: ListParts, pull: SteeringPull | undefined, rows: readonly number[]): Promise<LeftOutItem[]> {
    const reader = await this.#readerOf(parts, pull);
    if (!reader) return [];
    return rows.map((row) => ({ ...parts.catalog.summary(row), ...this.#tell(parts, reader, row) }));
  }

  async grades(parts: ListParts, pull: SteeringPull | undefined, rows: readonly number[]): Promise<MatchGrade[]> {
    const reader = await this.#readerOf(parts, pull);
    if (!reader) return [];
    return rows.map((row) => ({ itemId: parts.catalog.itemId(row), ...this.#tell(parts, reader, row) }));
  }

  #tell(parts: ListParts, reader: Reader, row: number): Omit<MatchGrade, 'itemId'> {
    const grade = this.#grade(reader, row);
    const added = this.student.contributions(reader.valuesOf(row));
    const reason = matchReason(parts, reader, row, this.#features, added);
    return { grade, bad: this.student.badAt(grade), reason };
  }

  #grade(reader: Reader, row: number): number {
    const known = reader.grades.get(row);
    if (known !== undefined) return known;
    const grade = this.student.grade(reader.valuesOf(row));
    reader.grades.set(row, grade);
    return grade;
  }

  #gradeAt(reader: Reader, { indices }: RankResult, place: number): number {
    return this.#grade(reader, indices[place]!);
  }

  /** Made once for a history, until what it is read by has changed. */
  async #readerOf(parts: ListParts, pull: SteeringPull | undefined): Promise<Reader | undefined> {
    const taste = parts.history.taste();
    const key = [pull?.said, parts.catalog.available.count()].join();
    const made = this.#readers.get(taste) ?? new Map<string, Reader>();
    this.#readers.set(taste, made);
    const known = made.get(key);
    if (known) return known;
    const meaning = pull && this.#meaningOf(pull.said);
    // It learned from scores of the towers, and of words by what they mean.
    const { userTower, textEncoder } = parts.manifest.models;
    if ((userTower && !parts.embedder.hasTower) || (pull && textEncoder && !meaning)) return undefined;
    const names = matchFeatureNames(parts);
    // A filter that was trained on other columns says nothing of these.
    if (names.length !== this.#features.length || names.some((name, i) => name !== this.#features[i])) return undefined;
    const reader = await readMatch(parts, pull, meaning);
    if (reader) made.set(key, reader);
    return reader;
  }
}

/** What the filter reads of a visitor and items, whether there is a filter or not: training asks for it too. */
export async function readMatch(
  parts: ListParts,
  pull: SteeringPull | undefined,
  meaning: ((itemIndex: number) => number) | undefined,
): Promise<Reader | undefined> {
  const { window, past } = historyOf(parts);
  const profile = profileOf([...past, ...window]);
  if (profile.liked.length + profile.disliked.length === 0 && !pull) return undefined;
  const state = { window, past };
  const { quantized, source } = await parts.embedder.embed(state, Date.now());
  const valuesOf = matchFeatures(parts, profile, {
    user: Float32Array.from(quantized.values, (value) => value * quantized.scale),
    lift: (itemIndex) => parts.related.score(state, itemIndex, source) * parts.manifest.itemScale,
    wished: pull?.nats && ((itemIndex) => pull.nats![itemIndex]!),
    isWished: pull !== undefined,
    meaning,
  });
  return { profile, pull, valuesOf, grades: new Map() };
}

/** Each item once, by its last event with an opinion. */
function profileOf(events: HistoryParts['window']): MatchProfile {
  const signs = new Map<number, number>();
  for (const { itemIndex, type } of events) {
    const sign = eventSign(type);
    if (Math.abs(sign) < LIKES && Math.abs(signs.get(itemIndex) ?? 0) >= LIKES) continue;
    signs.delete(itemIndex);
    signs.set(itemIndex, sign);
  }
  const rowsWhere = (holds: (sign: number) => boolean) =>
    [...signs].filter(([, sign]) => holds(sign)).map(([itemIndex]) => itemIndex);
  return {
    liked: rowsWhere((sign) => sign >= LIKES),
    disliked: rowsWhere((sign) => sign <= -LIKES),
    seen: rowsWhere((sign) => Math.abs(sign) < LIKES),
  };
}

/** Whether a person, a series or another name is asked for: a value of a facet that has very many. */
function isAskedByName({ catalog, manifest }: ListParts, where: ListRules['where'] = {}): boolean {
  return Object.entries(where).some(([name, asked]) => {
    const { any = [], all = [] } = conditionOf(asked);
    const facet = manifest.vocabularies.facets.find((one) => one.name === name);
    return facet?.inMenus === false && any.length + all.length > 0 && [...catalog.valuesOf(name)].length > NAMES;
  });
}

/** What the visitor said to show all the same. */
function allowedRows({ history, catalog }: ListParts): Set<number> {
  const allowed = history.taste().standing.filter(({ type }) => type === 'allow');
  return new Set(allowed.flatMap(({ itemId }) => catalog.indexOf(itemId!) ?? []));
}

/** A list of k, with the first of some others where it is shorter. */
function filledUp(list: RankResult, others: RankResult | undefined, k: number): RankResult {
  const missing = Math.max(0, k - list.indices.length);
  if (!others || missing === 0) return list;
  return {
    indices: Uint32Array.of(...list.indices, ...others.indices.slice(0, missing)),
    scores: Int32Array.of(...list.scores, ...others.scores.slice(0, missing)),
  };
}
