// The first visit's three questions: what they show, how far they are, and when they are over. How far follows from the taps
// themselves, so that a tap in the list below counts too and an undo goes a step back.
import type { ItemSummary, Opinion, Privet } from '../../sdk/index.ts';
import { readPreference, writePreference } from '../shell/preferences.ts';

/** Answers that make a taste to begin with. */
export const WANTED_ANSWERS = 3;
/** Films of one question. */
export const PICKER_ITEMS = 6;
const KEY = 'picker';

export interface PickerState {
  /** `done`: enough is known, and it says so until it is closed. */
  phase: 'asking' | 'done';
  /** Empty while they are on their way. */
  items: readonly ItemSummary[];
  /** Ids of all that were shown. */
  shown: readonly string[];
  /** 0 to WANTED_ANSWERS. */
  answered: number;
}

const START: PickerState = { phase: 'asking', items: [], shown: [], answered: 0 };

/** At a first visit, before anything is known of the taps: whether room is kept. The list of an earlier visit speaks against it. */
export function pickerAtStart(hasLastList: boolean): PickerState | undefined {
  return hasLastList || readPreference(KEY) !== null ? undefined : START;
}

/** Somebody who comes with taps is no newcomer. */
export function pickerForTaste(picker: PickerState | undefined, numOpinions: number): PickerState | undefined {
  return numOpinions === 0 ? picker : undefined;
}

/** The questions are over for good, until everything is forgotten. */
export function rememberPicker(how: 'skipped' | 'done'): void {
  writePreference(KEY, how);
}

/** Who forgot everything is a newcomer again. */
export function restartPicker(): PickerState {
  writePreference(KEY, null);
  return START;
}

/** How many questions the opinions answer: a film that was seen or hidden says little. */
export function answeredBy(opinions: ReadonlyMap<string, Opinion>): number {
  const answers = [...opinions.values()].filter((opinion) => opinion !== 'seen' && opinion !== 'hide');
  return Math.min(WANTED_ANSWERS, answers.length);
}

/**
 * The picker after a change of taste, with a question that heeds it.
 *
 * @param keepsItems  the films that are shown are still to be asked about
 */
export async function nextPicker(
  privet: Privet,
  picker: PickerState,
  opinions: ReadonlyMap<string, Opinion>,
  keepsItems: boolean,
): Promise<PickerState> {
  const answered = answeredBy(opinions);
  if (answered === WANTED_ANSWERS) return { ...picker, phase: 'done', answered };
  if (keepsItems) return { ...picker, phase: 'asking', answered };
  const items = await privet.picker({ k: PICKER_ITEMS, exclude: [...picker.shown] });
  return { phase: 'asking', items, shown: [...picker.shown, ...items.map(({ itemId }) => itemId)], answered };
}
