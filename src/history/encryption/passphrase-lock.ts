// The lock of an encrypted history: a random data key, wrapped by a key that PBKDF2 makes of the passphrase. So another
// passphrase rewraps one key, and no record of the history is written anew. The record stands in the database as it is:
// nothing in it is secret without the passphrase.

import * as v from 'valibot';
import { RequestError, StorageUnavailableError, WrongPassphraseError } from '../../errors.ts';
import type { HistoryKey } from '../history-key.ts';

const LOCK_VERSION = 1;
const KDF = 'PBKDF2-HMAC-SHA-256';
/**
 * What OWASP recommends for this function (Password Storage Cheat Sheet, 2023). New locks have no fewer, and more where the
 * device is fast (choose-rounds.ts); each says its own.
 */
export const ITERATIONS = 600_000;
/** What a stored lock may ask for: no less than was ever given, and no more than seconds of work. */
export const MAX_ITERATIONS = 10_000_000;
const SALT_BYTES = 16;
/** Of AES-GCM. */
export const IV_BYTES = 12;
const KEY_ID_BYTES = 16;
const KEY_BYTES = 32;
/** The key and its tag. */
const WRAPPED_BYTES = KEY_BYTES + 16;
const USAGES: KeyUsage[] = ['encrypt', 'decrypt'];
const MIN_CHARACTERS = 8;
const MAX_CHARACTERS = 1024;

const encoder = new TextEncoder();

const bytes = (length: number) =>
  v.pipe(
    v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
    v.check((array) => array.length === length),
  );
const lockSchema = v.strictObject({
  version: v.literal(LOCK_VERSION),
  kdf: v.literal(KDF),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(ITERATIONS), v.maxValue(MAX_ITERATIONS)),
  salt: bytes(SALT_BYTES),
  /** Of the data key, which stays the same whatever the passphrase. */
  keyId: bytes(KEY_ID_BYTES),
  iv: bytes(IV_BYTES),
  wrappedKey: bytes(WRAPPED_BYTES),
});

/** The record as it is stored. */
export type PassphraseLock = v.InferOutput<typeof lockSchema>;

/**
 * A passphrase that is to be set, as it is used: composed characters are one (NFKC), so that keyboards make no difference.
 *
 * @throws RequestError for less than 8 or more than 1024 characters; no message holds any of it
 */
export function newPassphrase(given: unknown): string {
  const passphrase = givenPassphrase(given);
  const count = [...passphrase].length;
  if (count >= MIN_CHARACTERS && count <= MAX_CHARACTERS) return passphrase;
  throw new RequestError(
    `passphrase: it has ${count} characters, expected ${MIN_CHARACTERS} to ${MAX_CHARACTERS.toLocaleString('en-GB')}`,
  );
}

/** @throws RequestError for what can be no passphrase at all */
function givenPassphrase(given: unknown): string {
  if (typeof given !== 'string') throw new RequestError(`passphrase: it is ${typeof given}, expected a text`);
  // Composing may shorten a text, but not to a quarter.
  if (given.length <= 4 * MAX_CHARACTERS) return given.normalize('NFKC');
  throw new RequestError(`passphrase: it has ${given.length} characters, expected at most ${MAX_CHARACTERS}`);
}

/** @throws StorageUnavailableError for a record that is no lock, or of a newer version */
export function readLock(record: unknown): PassphraseLock {
  const parsed = v.safeParse(lockSchema, record);
  if (parsed.success) return parsed.output;
  throw new StorageUnavailableError(
    `history: its lock is damaged or of another version, expected version ${LOCK_VERSION}`,
  );
}

export function keyIdOf({ keyId }: PassphraseLock): string {
  return hexOf(keyId);
}

export function hexOf(array: Uint8Array): string {
  return Array.from(array, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A lock with a new data key. @throws RequestError as `newPassphrase` */
export async function createLock(
  passphrase: string,
  iterations: number,
): Promise<{ lock: PassphraseLock; key: HistoryKey }> {
  const checked = newPassphrase(passphrase);
  const raw = randomBytes(KEY_BYTES);
  const [toWrap, key] = await Promise.all([true, false].map((isExtractable) => dataKeyOf(raw, isExtractable)));
  raw.fill(0);
  const lock = await wrap(toWrap!, { keyId: randomBytes(KEY_ID_BYTES), iterations }, checked);
  return { lock, key: { keyId: keyIdOf(lock), key: key! } };
}

function dataKeyOf(raw: Uint8Array<ArrayBuffer>, isExtractable: boolean): Promise<CryptoKey> {
  return subtle().importKey('raw', raw, 'AES-GCM', isExtractable, USAGES);
}

/**
 * Takes as long as PBKDF2 needs.
 *
 * @throws WrongPassphraseError
 */
export async function openLock(lock: PassphraseLock, passphrase: string): Promise<HistoryKey> {
  return { keyId: keyIdOf(lock), key: await unwrap(lock, givenPassphrase(passphrase), false) };
}

/**
 * The same data key under another passphrase, with so many rounds or those that it had, if these are more.
 *
 * @throws WrongPassphraseError, RequestError as `newPassphrase`
 */
export async function changeLock(
  lock: PassphraseLock,
  passphrase: string,
  next: string,
  iterations: number,
): Promise<PassphraseLock> {
  const checked = newPassphrase(next);
  const dataKey = await unwrap(lock, givenPassphrase(passphrase), true);
  return wrap(dataKey, { keyId: lock.keyId, iterations: Math.max(iterations, lock.iterations) }, checked);
}

async function wrap(
  dataKey: CryptoKey,
  { keyId, iterations }: Pick<PassphraseLock, 'keyId' | 'iterations'>,
  passphrase: string,
): Promise<PassphraseLock> {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const lock = { version: LOCK_VERSION, kdf: KDF, iterations, salt, keyId, iv } as const;
  const wrapping = await keyOf(passphrase, lock, 'wrapKey');
  const wrapped = await subtle().wrapKey('raw', dataKey, wrapping, {
    name: 'AES-GCM',
    iv,
    additionalData: placeOf(lock),
  });
  return { ...lock, wrappedKey: new Uint8Array(wrapped) };
}

/** The tag of AES-GCM verifies the passphrase. */
async function unwrap(lock: PassphraseLock, passphrase: string, extractable: boolean): Promise<CryptoKey> {
  const { iv, wrappedKey } = lock;
  const wrapping = await keyOf(passphrase, lock, 'unwrapKey');
  const algorithm = { name: 'AES-GCM', iv, additionalData: placeOf(lock) };
  try {
    return await subtle().unwrapKey('raw', wrappedKey, wrapping, algorithm, 'AES-GCM', extractable, USAGES);
  } catch (cause) {
    throw new WrongPassphraseError('history: the passphrase is wrong, expected the one that locked it', { cause });
  }
}

async function keyOf(
  passphrase: string,
  { iterations, salt }: Pick<PassphraseLock, 'iterations' | 'salt'>,
  usage: 'wrapKey' | 'unwrapKey',
): Promise<CryptoKey> {
  const material = await subtle().importKey('raw', encoder.encode(passphrase), 'PBKDF2', false, ['deriveKey']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', iterations, salt };
  return subtle().deriveKey(algorithm, material, { name: 'AES-GCM', length: 256 }, false, [usage]);
}

/** Whatever of the lock the wrapping does not use by itself: nothing of it can be changed unnoticed. */
function placeOf({ version, kdf, iterations, keyId }: Omit<PassphraseLock, 'wrappedKey'>): Uint8Array<ArrayBuffer> {
  return encoder.encode(`privet-history lock ${version} ${kdf} ${iterations} ${hexOf(keyId)}`);
}

/** @throws StorageUnavailableError in a page that came over plain http from another host than localhost */
function subtle(): SubtleCrypto {
  if (crypto.subtle) return crypto.subtle;
  throw new StorageUnavailableError('history: this page cannot encrypt, expected one that came by https');
}
