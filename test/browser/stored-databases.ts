// IndexedDB databases as JSON text and back, record by record, whatever is in them: how golden files of what visitors
// have stored are written and put in place. It knows none of the layouts.
import { deleteDB, openDB } from 'idb';
import { commands } from 'vitest/browser';

export interface StoredDatabase {
  name: string;
  version: number;
  stores: { name: string; autoIncrement: boolean; records: [key: IDBValidKey, value: unknown][] }[];
}

/** Every record of a database. */
export async function dumpDatabase(name: string): Promise<StoredDatabase> {
  const database = await openDB(name);
  const { version } = database;
  const stores: StoredDatabase['stores'] = [];
  for (const store of database.objectStoreNames) {
    const { autoIncrement } = database.transaction(store).store;
    const [keys, values] = [await database.getAllKeys(store), await database.getAll(store)];
    stores.push({ name: store, autoIncrement, records: keys.map((key, i) => [key, values[i]]) });
  }
  database.close();
  return { name, version, stores };
}

/** Makes the database anew, under its own name; what it held is gone. */
export async function putDatabase({ name, version, stores }: StoredDatabase): Promise<void> {
  await deleteDB(name);
  const database = await openDB(name, version, {
    upgrade(upgrading) {
      for (const { name, autoIncrement } of stores) upgrading.createObjectStore(name, { autoIncrement });
    },
  });
  for (const { name: store, records } of stores) {
    const tx = database.transaction(store, 'readwrite');
    for (const [key, value] of records) tx.store.put(value, key);
    await tx.done;
  }
  database.close();
}

/** A record a line; arrays of numbers as `{ "Uint8Array": "base64" }`. */
export function databaseText({ stores, ...database }: StoredDatabase): string {
  const storeTexts = stores.map(({ records, ...store }) => {
    const lines = records.map((record) => JSON.stringify(record, encodeArray));
    const head = JSON.stringify(store).slice(0, -1);
    return `${head},"records":[${lines.length > 0 ? `\n${lines.join(',\n')}\n` : ''}]}`;
  });
  return `${JSON.stringify(database).slice(0, -1)},"stores":[\n${storeTexts.join(',\n')}\n]}\n`;
}

export function parseDatabase(text: string): StoredDatabase {
  return JSON.parse(text, decodeArray);
}

const ARRAYS = { Uint8Array, Float32Array };
type ArrayName = keyof typeof ARRAYS;

function encodeArray(_key: string, value: unknown): unknown {
  const name = Object.keys(ARRAYS).find((name) => value instanceof ARRAYS[name as ArrayName]);
  if (name === undefined) return value;
  const { buffer, byteOffset, byteLength } = value as Uint8Array<ArrayBuffer>;
  return { [name]: toBase64(new Uint8Array(buffer, byteOffset, byteLength)) };
}

function decodeArray(_key: string, value: unknown): unknown {
  const [name, ...others] = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (name === undefined || others.length > 0 || !Object.hasOwn(ARRAYS, name)) return value;
  return new ARRAYS[name as ArrayName](fromBase64((value as Record<string, string>)[name]!).buffer);
}

/** @param path  from test/fixtures; what ends with .gz is gzipped */
export async function writeFixture(path: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const stored = path.endsWith('.gz') ? await through(new CompressionStream('gzip'), bytes) : bytes;
  await commands.writeFile(`test/fixtures/${path}`, toBase64(stored), 'base64');
  console.log(`${path}: ${stored.length} bytes`);
}

export async function readFixture(path: string): Promise<string> {
  const bytes = fromBase64(await commands.readFile(`test/fixtures/${path}`, 'base64'));
  return new TextDecoder().decode(path.endsWith('.gz') ? await through(new DecompressionStream('gzip'), bytes) : bytes);
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
