// Words that say one wish of a sentence and nothing else: for a field in which it is said differently, and to go on by
// when the other wishes are taken back. They are held to the reading that they get.
import type { Reading, Wish } from '../../language/reading.ts';
import type { CatalogLanguage } from '../language/language-reader.ts';

const MARKS = { want: '', not: 'no ', more: 'more ', less: 'less ' } as const;
const ALWAYS = 'always';

/** "violent" of "nothing violent" is said by all of it, "gore" of "without blood or gore" by "no gore". */
export function spokenWords({ text, wishes }: Reading, place: number, language: CatalogLanguage): string {
  const wish = wishes[place]!;
  const marked = MARKS[wish.mark] + wish.said;
  const isDegree = wish.mark === 'more' || wish.mark === 'less';
  const plain = [
    wish.said,
    ...(isDegree ? [marked] : []),
    ...withWordsBefore(text, wishes, place),
    language.tellWish(wish).label,
    marked,
  ];
  const always = wishes.find(({ kind }) => kind === 'always')?.said;
  const leads = always === undefined ? [] : [always, ALWAYS];
  const all = [...plain, ...plain.flatMap((words) => leads.map((lead) => `${lead} ${words}`))];
  return all.find((words) => isSaidBy(language.read(words), wish, always !== undefined)) ?? all.at(-1)!;
}

/** More and more of the words before it, back to the wish before. */
function withWordsBefore(text: string, wishes: readonly Wish[], place: number): string[] {
  const { start, end } = wishes[place]!;
  const from = Math.max(0, ...wishes.slice(0, place).map((wish) => (wish.kind === 'always' ? 0 : wish.end)));
  const words = [...text.slice(from, start).matchAll(/\S+/g)];
  return words.reverse().map(({ index }) => text.slice(from + index, end));
}

function isSaidBy({ wishes }: Reading, wish: Wish, isAlways: boolean): boolean {
  const others = wishes.filter(({ kind }) => kind !== 'always');
  return others.length === 1 && meaning(others[0]!) === meaning(wish) && isAlways === wishes.length > 1;
}

function meaning({ said: _said, start: _start, end: _end, isAlternative: _or, ...wish }: Wish): string {
  return JSON.stringify(wish);
}
