// Turns a title into the readable part of an item id. Ids outlive catalog versions (histories hold them), so this
// function must never change what it returns.

const COMBINING_MARKS = /\p{M}+/gu;
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}]+/gu;

/**
 * Lower-case words joined by hyphens, accents dropped: `Déjà Vu` -> `deja-vu`, `Alien³` -> `alien3`. Letters of other
 * scripts stay. Apostrophes vanish (`Singin' in` -> `singin-in`, `Don't` -> `dont`); a text without any letter or digit
 * gives an empty string.
 */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(COMBINING_MARKS, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(NEITHER_LETTER_NOR_DIGIT, '-')
    .replace(/^-|-$/g, '');
}
