// The diary: what was seen, rated, liked and saved, by the person's own calendar. Pure steps over the standing events.
import type { HistoryEntry } from '../../../src/sdk/index.ts';
import { isOpinion } from '../session/taste.ts';
import { eventVerb, localDay, sentenceCase, withAnd } from '../state/words.ts';

export interface DiaryMonth {
  /** `2026-11` */
  key: string;
  /** `November 2026` */
  label: string;
  /** Newest first. */
  entries: readonly HistoryEntry[];
}

/** What was said of one film on one day. */
export interface DiaryFilm {
  /** The newest of them. */
  entry: HistoryEntry;
  /** `Seen and rated 4½ of 5` */
  said: string;
  /** Stars that it was given then, 0.5 to 5. */
  stars?: number | undefined;
}

interface DiaryDay {
  /** `Saturday 28` */
  label: string;
  /** Newest first. */
  films: readonly DiaryFilm[];
}

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric' });

/** Months in which something was said, the newest first. */
export function diaryMonths(taps: readonly HistoryEntry[]): DiaryMonth[] {
  const months = new Map<string, HistoryEntry[]>();
  for (const entry of taps) {
    if (!isOpinion(entry) && entry.event.type !== 'view') continue;
    const key = monthOf(entry.event.time);
    const month = months.get(key);
    if (month) month.push(entry);
    else months.set(key, [entry]);
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([key, entries]) => {
      const sorted = entries.sort((a, b) => b.event.time - a.event.time);
      return { key, label: monthFormat.format(sorted[0]!.event.time), entries: sorted };
    });
}

/** The days of a month: a film has one line a day, whatever was said of it then. */
export function diaryDays(entries: readonly HistoryEntry[]): DiaryDay[] {
  const days = new Map<string, Map<string, HistoryEntry[]>>();
  for (const entry of entries) {
    const label = dayFormat.format(entry.event.time);
    const films = days.get(label) ?? new Map<string, HistoryEntry[]>();
    days.set(label, films);
    films.set(entry.event.itemId!, [...(films.get(entry.event.itemId!) ?? []), entry]);
  }
  return [...days].map(([label, films]) => ({ label, films: [...films.values()].map(filmOf) }));
}

function filmOf(newestFirst: readonly HistoryEntry[]): DiaryFilm {
  const verbs = newestFirst.toReversed().map(({ event }) => eventVerb(event).toLowerCase());
  const stars = newestFirst.find(({ event }) => event.type === 'rate')?.event.value;
  return { entry: newestFirst[0]!, said: sentenceCase(withAnd([...new Set(verbs)])), stars };
}

/** `2026-11` */
const monthOf = (time: number): string => localDay(time).slice(0, -3);
