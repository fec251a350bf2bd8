// One record of an encrypted history: JSON under AES-GCM, with a fresh random IV each time. What the record is and where
// it belongs is authenticated with it, so that no record can stand in another one's place.

import * as v from 'valibot';
import { StorageUnavailableError } from '../../errors.ts';
import { IV_BYTES, randomBytes } from './passphrase-lock.ts';

const RECORD_VERSION = 1;

const sealedSchema = v.strictObject({
  version: v.literal(RECORD_VERSION),
  iv: v.pipe(
    v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
    v.check(({ length }) => length === IV_BYTES),
  ),
  data: v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
});

export type SealedRecord = v.InferOutput<typeof sealedSchema>;
/** The record's key in the database. */
export type Place = number | 'index';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export async function seal(key: CryptoKey, place: Place, value: unknown): Promise<SealedRecord> {
  const iv = randomBytes(IV_BYTES);
  const text = encoder.encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: nameOf(place) }, key, text);
  return { version: RECORD_VERSION, iv, data: new Uint8Array(data) };
}

/** @throws StorageUnavailableError for whatever was not sealed by this key for this place, to the bit */
export async function unseal(key: CryptoKey, place: Place, record: unknown): Promise<unknown> {
  const { iv, data } = readSealed(place, record);
  try {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: nameOf(place) }, key, data);
    return JSON.parse(decoder.decode(text));
  } catch (cause) {
    throw damaged(place, { cause });
  }
}

/** @throws StorageUnavailableError */
export function readSealed(place: Place, record: unknown): SealedRecord {
  const parsed = v.safeParse(sealedSchema, record);
  if (!parsed.success) throw damaged(place);
  return parsed.output;
}

export function damaged(place: Place, options?: ErrorOptions): StorageUnavailableError {
  const problem = `history: the encrypted record ${place} is damaged, missing or was changed, expected it as it was written`;
  return new StorageUnavailableError(`${problem}. Nothing of the history is read`, options);
}

function nameOf(place: Place): Uint8Array<ArrayBuffer> {
  return encoder.encode(`privet-history record ${RECORD_VERSION} ${place}`);
}
