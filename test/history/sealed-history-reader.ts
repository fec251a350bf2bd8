// A second reader of encrypted histories, written from docs/formats/sealed-history.md with Node's crypto alone: what it
// understands is what the document says, and not what the code happens to do. It imports nothing from src.
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';

const TAG_BYTES = 16;

/** Of the store `sealed`, by key: `lock`, `index`, and the numbers of chunks. */
export type SealedRecords = ReadonlyMap<number | string, unknown>;

export interface SealedHistory {
  events: { sequence: number }[];
  nextSequence: number;
  setAside: unknown[];
}

/**
 * @param dataKey  as `openLock` gives it
 * @throws Error that names the rule which the records break
 */
export function readSealedHistory(records: SealedRecords, dataKey: Buffer): SealedHistory {
  const index = open(records, 'index', dataKey) as {
    chunks: [number, string][];
    nextSequence: number;
    setAside: unknown[];
  };
  const numChunks = [...records.keys()].filter((key) => typeof key === 'number').length;
  if (numChunks !== index.chunks.length) throw new Error(`${numChunks} chunks, and an index of ${index.chunks.length}`);
  const events = index.chunks.flatMap(([place, iv]) => {
    if (hex(bytesOf(fieldsOf(records.get(place), String(place)), 'iv', 12)) !== iv) {
      throw new Error(`chunk ${place} has another IV than the index says`);
    }
    return eventsOf(place, open(records, place, dataKey));
  });
  return { events, nextSequence: index.nextSequence, setAside: index.setAside };
}

type Fields = Record<string, unknown>;

/** @returns the data key @throws Error for another passphrase, and a lock that is none */
export function openLock(records: SealedRecords, passphrase: string): Buffer {
  const lock = fieldsOf(records.get('lock'), 'lock');
  if (lock.version !== 1) throw new Error(`a lock of version ${lock.version}`);
  if (lock.kdf !== 'PBKDF2-HMAC-SHA-256') throw new Error(`a key derivation ${lock.kdf}`);
  const rounds = lock.iterations;
  if (!Number.isInteger(rounds) || (rounds as number) < 600_000 || (rounds as number) > 10_000_000) {
    throw new Error(`${rounds} rounds`);
  }
  const keyId = hex(bytesOf(lock, 'keyId', 16));
  const key = pbkdf2Sync(passphrase.normalize('NFKC'), bytesOf(lock, 'salt', 16), rounds as number, 32, 'sha256');
  const place = `privet-history lock 1 PBKDF2-HMAC-SHA-256 ${rounds} ${keyId}`;
  return decrypt(key, bytesOf(lock, 'iv', 12), bytesOf(lock, 'wrappedKey', 48), place);
}

function open(records: SealedRecords, place: number | 'index', key: Buffer): unknown {
  const record = fieldsOf(records.get(place), String(place));
  if (record.version !== 1) throw new Error(`record ${place} of version ${record.version}`);
  const text = decrypt(key, bytesOf(record, 'iv', 12), bytesOf(record, 'data'), `privet-history record 1 ${place}`);
  return JSON.parse(text.toString('utf8'));
}

function eventsOf(place: number, chunk: unknown): { sequence: number }[] {
  const { version, events } = chunk as { version: number; events: { sequence: number }[] };
  if (version !== 1 || events.length < 1 || events.length > 256) throw new Error(`chunk ${place} is none`);
  if (events[0]!.sequence !== place) throw new Error(`chunk ${place} begins with event ${events[0]!.sequence}`);
  return events;
}

/** AES-256-GCM; the tag stands at the end. @throws Error where a bit of anything is another one */
function decrypt(key: Buffer, iv: Uint8Array, sealed: Uint8Array, place: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
}

function fieldsOf(record: unknown, name: string): Fields {
  if (typeof record !== 'object' || record === null) throw new Error(`there is no record ${name}`);
  return record as Fields;
}

function bytesOf(record: Fields, field: string, length?: number): Uint8Array {
  const bytes = record[field];
  if (bytes instanceof Uint8Array && (length === undefined || bytes.length === length)) return bytes;
  throw new Error(`${field} is not ${length ?? 'some'} bytes`);
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
