// One form for the plural and the singular of an English word. No more than that: "animated" is not "animals", though a
// stemmer for search would say so.

const SAME = new Set(
  'series species news paris chaos christmas always yes us this is was has plus thus bus gas focus campus virus genius circus census'.split(
    ' ',
  ),
);

/** Words that end in -ie. */
const IE = new Set('movie zombie rookie cookie hippie indie cutie selfie oldie foodie bestie newbie'.split(' '));

export function singular(word: string): string {
  if (word.length < 4 || SAME.has(word) || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  if (IE.has(word.slice(0, -1))) return word.slice(0, -1);
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ches|shes|sses|xes|zes)$/.test(word)) return word.slice(0, -2);
  if (/(wolves|wives|lives|knives|elves|thieves)$/.test(word)) return `${word.slice(0, -3)}f`;
  return word.slice(0, -1);
}
