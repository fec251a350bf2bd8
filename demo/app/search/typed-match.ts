// Where a completion has what was typed: the part that is shown bold.

/** Letters and digits are matched as the engine does: without case, accents and apostrophes, whatever parts the words. */
function plainWithPlaces(text: string): { plain: string; places: number[] } {
  let plain = '';
  const places: number[] = [];
  for (const [place, letter] of [...text.matchAll(/./gsu)].map(({ index, 0: letter }) => [index, letter] as const)) {
    const base = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    if (/^['’]?$/.test(base)) continue;
    const isWord = /[\p{L}\p{N}]/u.test(base);
    if (!isWord && (plain === '' || plain.endsWith(' '))) continue;
    for (const unit of isWord ? base : ' ') {
      plain += unit;
      places.push(place);
    }
  }
  return { plain, places };
}

/** @returns the text in three: before, what was typed, and after; all of it is before where it was not found */
export function typedMatch(text: string, typed: string): [before: string, match: string, after: string] {
  const { plain, places } = plainWithPlaces(text);
  const wanted = plainWithPlaces(typed).plain.trimEnd();
  const at = wanted === '' ? -1 : ` ${plain}`.indexOf(` ${wanted}`);
  if (at < 0) return [text, '', ''];
  const start = places[at]!;
  const end = places[at + wanted.length] ?? text.length;
  return [text.slice(0, start), text.slice(start, end), text.slice(end)];
}
