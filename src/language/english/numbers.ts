// Numbers as English writes and says them: `90`, `1,5`, `ninety`, `a hundred and twenty`.
import type { Token } from '../tokens.ts';

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

export interface SaidNumber {
  value: number;
  /** The token behind the last one. */
  end: number;
}

export function readNumber(tokens: readonly Token[], from: number): SaidNumber | undefined {
  const word = tokens[from]?.word;
  if (word === undefined) return undefined;
  if (/^\d+([.,]\d+)?$/.test(word)) return { value: Number(word.replace(',', '.')), end: from + 1 };
  return readHundreds(tokens, from);
}

/** "a hundred and twenty", "two hundred". */
function readHundreds(tokens: readonly Token[], from: number): SaidNumber | undefined {
  const isA = tokens[from]?.word === 'a';
  const first = isA ? { value: 1, end: from + 1 } : readTens(tokens, from);
  if (first && tokens[first.end]?.word === 'hundred') {
    const next = tokens[first.end + 1]?.word === 'and' ? first.end + 2 : first.end + 1;
    const rest = readTens(tokens, next);
    return { value: first.value * 100 + (rest?.value ?? 0), end: rest?.end ?? first.end + 1 };
  }
  if (isA) return undefined;
  if (tokens[from]?.word === 'hundred') return { value: 100, end: from + 1 };
  return first;
}

function readTens(tokens: readonly Token[], from: number): SaidNumber | undefined {
  const word = tokens[from]?.word ?? '';
  const unit = UNITS.indexOf(word);
  if (unit >= 0) return { value: unit, end: from + 1 };
  const ten = TENS.indexOf(word);
  if (ten < 0) return undefined;
  const next = UNITS.indexOf(tokens[from + 1]?.word ?? '');
  if (next > 0 && next < 10) return { value: (ten + 2) * 10 + next, end: from + 2 };
  return { value: (ten + 2) * 10, end: from + 1 };
}

/** `seventies` -> 70, `twenties` -> 20. */
export function decadeWord(word: string): number | undefined {
  const ten = TENS.indexOf(word.replace(/ies$/, 'y'));
  return word.endsWith('ies') && ten >= 0 ? (ten + 2) * 10 : undefined;
}
