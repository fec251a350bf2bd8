// A taste as one person shows it to another's camera: as much of it as a code holds that a phone reads off a phone. It is
// no address, and all its letters are those of QR's alphanumeric mode. docs/formats/taste-file.md is the specification.

import { RequestError } from '../errors.ts';
import { cleanName, MAX_TASTE_LIST } from './taste-file.ts';

/** Behind it stands the content, in Base45 (RFC 9285). */
const PREFIX = 'PRIVET TASTE 1 ';
const ANY_VERSION = 'PRIVET TASTE ';
/** What version 15 of a QR code holds with 15% of correction: 77 modules a side, which one phone reads off another. */
export const MAX_CODE_CHARACTERS = 600;
const MAX_CODE_BYTES = Math.floor((MAX_CODE_CHARACTERS - PREFIX.length) / 3) * 2;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const FIRST_DAY_MS = Date.UTC(2020, 0, 1);
const DAY_MS = 86_400_000;
const MAX_U16 = 65_535;
/** Day, number of all likes, number of the list, length of the name. */
const HEAD_BYTES = 6;
const KEY_BYTES = 4;
/** UTF-8 of the name: the likes need the room more. */
const MAX_NAME_BYTES = 40;

/** Items by their keys. */
export interface TasteCode {
  /** Never empty. */
  name: string;
  /** `2026-12-01`, from 2020 on. */
  date: string;
  /** Likes that the person has; a code holds the strongest of them. */
  numLikes: number;
  /** u32, strongest first. */
  likes: readonly number[];
  /** u32, best first: chosen for two; empty where none is handed back. */
  list: readonly number[];
}

/** u32, FNV-1a of an item id in UTF-8: what a code says in place of the id. */
export function itemKey(itemId: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(itemId)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** @returns the text of the code, and how many of the likes are in it: the first ones, all that there is room for */
export function formatTasteCode({ name, date, numLikes, likes, list }: TasteCode): { text: string; numLikes: number } {
  const nameBytes = new TextEncoder().encode(shortName(name));
  const room = MAX_CODE_BYTES - HEAD_BYTES - nameBytes.length - KEY_BYTES * list.length;
  const shown = likes.slice(0, Math.floor(room / KEY_BYTES));
  const bytes = new Uint8Array(HEAD_BYTES + nameBytes.length + KEY_BYTES * (list.length + shown.length));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, (Date.parse(`${date}T00:00:00Z`) - FIRST_DAY_MS) / DAY_MS);
  view.setUint16(2, Math.min(numLikes, MAX_U16));
  view.setUint8(4, list.length);
  view.setUint8(5, nameBytes.length);
  bytes.set(nameBytes, HEAD_BYTES);
  const keysAt = HEAD_BYTES + nameBytes.length;
  for (const [i, key] of [...list, ...shown].entries()) view.setUint32(keysAt + KEY_BYTES * i, key);
  return { text: PREFIX + toBase45(bytes), numLikes: shown.length };
}

/** Whether a text says of itself that it is one, of whatever version. */
export function isTasteCode(text: string): boolean {
  return text.startsWith(ANY_VERSION);
}

/** @throws RequestError that says what was found, what was expected, and how to mend it */
export function parseTasteCode(text: string): TasteCode {
  if (!isTasteCode(text)) fail('it is of another kind, expected one that this page shows');
  if (!text.startsWith(PREFIX)) fail('it is of another version, expected 1', 'Both of you need the same version.');
  if (text.length > MAX_CODE_CHARACTERS) {
    fail(`it has ${text.length} characters, expected at most ${MAX_CODE_CHARACTERS}`);
  }
  const bytes = fromBase45(text.slice(PREFIX.length));
  const view = new DataView(bytes.buffer);
  if (bytes.length < HEAD_BYTES) fail(`it has ${bytes.length} bytes, expected ${HEAD_BYTES} or more`);
  const [day, numLikes, numInList, nameLength] = [view.getUint16(0), view.getUint16(2), bytes[4]!, bytes[5]!];
  const keysAt = HEAD_BYTES + nameLength;
  const numKeys = (bytes.length - keysAt) / KEY_BYTES;
  if (!Number.isInteger(numKeys) || numKeys < numInList || numInList > MAX_TASTE_LIST) {
    fail(`it has ${bytes.length} bytes, expected as many as it says`);
  }
  if (numKeys - numInList > numLikes) fail(`it has ${numKeys - numInList} likes, expected at most ${numLikes}`);
  const name = cleanName(new TextDecoder().decode(bytes.subarray(HEAD_BYTES, keysAt)));
  if (name === '') fail('it has no name, expected at least one letter');
  const keys = Array.from({ length: numKeys }, (_, i) => view.getUint32(keysAt + KEY_BYTES * i));
  const date = new Date(FIRST_DAY_MS + day * DAY_MS).toISOString().slice(0, 10);
  const once = (some: readonly number[]) => [...new Set(some)];
  return { name, date, numLikes, likes: once(keys.slice(numInList)), list: once(keys.slice(0, numInList)) };
}

/** As many of its letters as there is room for. */
function shortName(name: string): string {
  const letters = [...name];
  while (new TextEncoder().encode(letters.join('')).length > MAX_NAME_BYTES) letters.pop();
  return letters.join('').trim();
}

/** RFC 9285, section 4: two bytes are three letters, a last one is two, the smallest digit first. */
function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const isLast = i + 1 === bytes.length;
    let value = isLast ? bytes[i]! : 256 * bytes[i]! + bytes[i + 1]!;
    for (let digits = isLast ? 2 : 3; digits > 0; digits--, value = Math.floor(value / 45)) text += DIGITS[value % 45];
  }
  return text;
}

function fromBase45(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const digits = [...text.slice(i, i + 3)].map((letter) => DIGITS.indexOf(letter));
    const value = digits.reduceRight((sum, digit) => 45 * sum + digit, 0);
    const isWhole = digits.length === 3;
    if (digits.includes(-1) || digits.length === 1 || value > (isWhole ? MAX_U16 : 255)) {
      fail('it is damaged, expected letters of Base45');
    }
    if (isWhole) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return Uint8Array.from(bytes);
}

function fail(problem: string, mend = 'Show the code once more.'): never {
  throw new RequestError(`taste code: ${problem}. ${mend}`);
}
