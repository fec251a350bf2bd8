// What is refused, and is large: each case makes its bytes as they are asked for, and must end in an error.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

const GB = 1_000_000_000;
const PIECE = 1 << 16;
const encoder = new TextEncoder();

export interface MemoryCase {
  name: string;
  /** What is loaded, and small, before the memory is measured. @returns what is measured */
  prepare(): Promise<() => Promise<unknown>>;
}

type Pieces = Generator<Uint8Array<ArrayBuffer>>;

/** A file that has `start`, then `middle` again and again up to `sizeBytes`, then `end`. */
function* bytesOf(sizeBytes: number, middle: string, start = '', end = ''): Pieces {
  if (start) yield encoder.encode(start);
  const piece = encoder.encode(middle.repeat(Math.max(1, Math.floor(PIECE / middle.length))));
  for (let done = 0; done < sizeBytes; done += piece.length) yield piece.slice();
  if (end) yield encoder.encode(end);
}

const streamOf = (pieces: Pieces) =>
  new ReadableStream({
    pull(controller) {
      const { done, value } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });

const sourceOf = (make: () => Pieces) =>
  async function* () {
    yield* make();
  };

/** Whatever is asked of this host has that body, and no word of its length. */
const hostOf = (make: () => Pieces) => async () => new Response(streamOf(make()) as never);

const zeros = () => bytesOf(GB, '\0');
const hashOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes);
const SMALL = 'export {}';
const seal = `sha256-${hashOf(SMALL).digest('base64')}?${SMALL.length}`;

function code(name: string): MemoryCase {
  return {
    name,
    async prepare() {
      const { fetchChecked } = await import('../../../src/fetching/checked-code/code-files.ts');
      globalThis.fetch = hostOf(zeros) as never;
      return () => fetchChecked('https://host.example/worker.js', seal);
    },
  };
}

/** @param sizeBytes  what the manifest says of it, and of it inflated */
function bundleFile(name: string, sizeBytes: number, make: () => Pieces, inflatedBytes?: number): MemoryCase {
  const file = (size: number) => ({ path: 'shards/0', sizeBytes: size, sha256: hashOf('other').digest('hex') });
  return {
    name,
    async prepare() {
      const { fetchGzipped, fetchVerified } = await import('../../../src/bundle/fetch-verified.ts');
      const options = { fetch: hostOf(make) as never };
      const address = 'https://host.example/shards/0';
      return inflatedBytes === undefined
        ? () => fetchVerified(address, file(sizeBytes) as never, options)
        : () => fetchGzipped(address, { ...file(sizeBytes), inflated: file(inflatedBytes) } as never, options);
    },
  };
}

/** A shard with the hash that its manifest says, which inflates to far more than it says. */
function bomb(): MemoryCase {
  return {
    name: 'shard of 1 MB that inflates to 1 GB',
    async prepare() {
      const { fetchGzipped } = await import('../../../src/bundle/fetch-verified.ts');
      const bytes = gzipSync(Buffer.alloc(GB));
      const sha256 = hashOf(bytes).digest('hex');
      const file = { path: 'shards/0', sizeBytes: bytes.length, sha256, inflated: { sizeBytes: 32e6, sha256 } };
      const fetch = async () => new Response(bytes as never);
      return () => fetchGzipped('https://host.example/shards/0', file as never, { fetch: fetch as never });
    },
  };
}

const manifest: MemoryCase = {
  name: 'manifest of 1 GB',
  async prepare() {
    const { loadManifest } = await import('../../../src/bundle/load-bundle.ts');
    return () => loadManifest('https://host.example/manifest.json', { fetch: hostOf(zeros) as never });
  },
};

/** Through the reader of a visitor's own catalog, as if the page did not look at the size first. */
function table(name: string, make: () => Pieces): MemoryCase {
  return {
    name: `own catalog: ${name}`,
    async prepare() {
      const { readTable } = await import('../../../src/items/table.ts');
      return () => readTable(sourceOf(make), 'items');
    },
  };
}

/** Through the reader of `privet build`; rows are looked at and let go of. */
function siteFile(name: string, make: () => Pieces): MemoryCase {
  return {
    name: `privet build: ${name}`,
    async prepare() {
      const { openRows } = await import('../../../src/items/read-rows.ts');
      const { Notes } = await import('../../../src/items/notes.ts');
      return async () => {
        const { rows } = await openRows(sourceOf(make), new Notes('items', 'refuse'), { maxColumns: 1000 });
        for await (const _ of rows);
      };
    },
  };
}

/** A file that somebody chose: it is on their disk, and only what is read of it is memory. */
function upload(name: string, fileName: string, make: () => Pieces): MemoryCase {
  return {
    name: `import: ${name}`,
    async prepare() {
      const { readExport } = await import('../../../demo/app/imports/read-export.ts');
      const { size, blob } = blobOf(make);
      // Before, the import's worker read files whole.
      const before = process.env.PRIVET_READS_BYTES === '1';
      return async () => {
        const bytes = before ? new Uint8Array(await blob.arrayBuffer()) : undefined;
        return readExport([{ name: fileName, ...(bytes ? { bytes } : { file: blob }), size } as never]);
      };
    },
  };
}

/** As much of a Blob as is used, whose bytes are made when they are asked for. */
function blobOf(make: () => Pieces) {
  let size = 0;
  for (const { length } of make()) size += length;
  const read = (start: number, end: number) => {
    const bytes = new Uint8Array(Math.min(end, size) - start);
    let at = 0;
    for (const piece of make()) {
      const part = piece.subarray(Math.max(0, start - at), Math.max(0, end - at));
      if (part.length > 0) bytes.set(part, Math.max(0, at - start));
      at += piece.length;
      if (at >= end) break;
    }
    return bytes.buffer;
  };
  const sliced = (start: number, end: number) => ({
    size: end - start,
    arrayBuffer: async () => read(start, end),
    slice: (from: number, to: number) => sliced(start + from, Math.min(end, start + to)),
  });
  return { size, blob: sliced(0, size) };
}

/** Made once. */
function zipOf(text: () => string): () => Pieces {
  let zip: Uint8Array<ArrayBuffer> | undefined;
  return function* () {
    zip ??= zipSync({ 'watched.csv': strToU8(text()) }) as Uint8Array<ArrayBuffer>;
    yield zip;
  };
}

const HEADER = 'Date,Name,Year,Letterboxd URI\n';
const FILM = '2021-01-01,Alien,1979,u\n';
const EVENT = '{"type":"like","itemId":"a","time":1},';
const HISTORY = '{"format":"privet-history","version":1,"events":[';

export const NODE_CASES: readonly MemoryCase[] = [
  code('script of a worker, 1 GB'),
  code('WebAssembly of the runtime, 1 GB'),
  manifest,
  bundleFile('shard of 1 GB', 200_000, zeros, 2_000_000),
  bundleFile('text model of 1 GB, where 32 MB are announced', 32_000_000, zeros),
  bundleFile('text model of 32 MB that is another', 32_000_000, () =>
    bytesOf(32e6 - (32e6 % PIECE), '\0', '', '\0'.repeat(32e6 % PIECE)),
  ),
  bundleFile(
    'shard of 1 MB that came inflated, 32 MB, and is another',
    1_000_000,
    () => bytesOf(32e6 - (32e6 % PIECE), '\0', '', '\0'.repeat(32e6 % PIECE)),
    32_000_000,
  ),
  bomb(),
  table('csv of 1 GB in one line', () => bytesOf(GB, 'x')),
  table('csv of 1 GB of columns', () => bytesOf(GB, 'a,')),
  table('csv of 1 GB in one quoted cell', () => bytesOf(GB, 'x', 'title,genre\n"')),
  table('JSON of 1 GB in one text', () => bytesOf(GB, 'x', '[{"title":"')),
  table('JSON of 1 GB of brackets', () => bytesOf(GB, '[')),
  table('JSON of 50 MB of empty lists', () => bytesOf(50e6, '[],', '[', '1]')),
  table('JSON of 50 MB that breaks off', () => bytesOf(50e6, '1,', '[{"title":"a"},')),
  table('JSON lines of 1 GB in one line', () => bytesOf(GB, 'x', '{"title":"a"}\n{"title":"')),
  siteFile('csv of 1 GB in one line', () => bytesOf(GB, 'x')),
  siteFile('csv of 1 GB of rows, the last one open', () =>
    bytesOf(GB, `a,b,c,${'d'.repeat(300)}\n`, 'id,title,x,y\n', '"'),
  ),
  siteFile('csv of 1 GB of columns', () => bytesOf(GB, 'a,')),
  siteFile('JSON of 1 GB in one text', () => bytesOf(GB, 'x', '[{"title":"')),
  siteFile('JSON of 1 GB that breaks off', () => bytesOf(GB, `{"id":"a","title":"${'b'.repeat(300)}"},`, '[')),
  siteFile('JSON of 1 GB of brackets', () => bytesOf(GB, '[', '[{"title":"a"},')),
  upload('csv of 1 GB', 'watched.csv', () => bytesOf(GB, FILM, HEADER)),
  upload('csv of 60 MB of rows', 'watched.csv', () => bytesOf(60e6, FILM, HEADER)),
  upload('csv of 60 MB of cells', 'a.csv', () => bytesOf(60e6, `${'a,'.repeat(4999)}b\n`)),
  upload('csv of 60 MB of another kind', 'a.csv', () => bytesOf(60e6, `${'word '.repeat(80)},b\n`)),
  upload('csv of 60 MB in one line', 'a.csv', () => bytesOf(60e6, 'x')),
  upload('JSON of 60 MB of brackets', 'a.json', () => bytesOf(60e6, '[')),
  upload('JSON of 30 MB of empty lists', 'a.json', () => bytesOf(29e6, '[],', '[', '1]')),
  upload('JSON of 60 MB of another kind', 'a.json', () => bytesOf(60e6, '{"title":"some words"},', '[', '1]')),
  upload('JSON of 60 MB that breaks off', 'a.json', () => bytesOf(60e6, '{"title":"some words"},', '[')),
  upload('history of 1 GB', 'privet.json', () => bytesOf(GB, EVENT, HISTORY)),
  upload('history of 60 MB that breaks off', 'privet.json', () => bytesOf(60e6, EVENT, HISTORY)),
  upload('history of 60 MB whose last event is none', 'privet.json', () =>
    bytesOf(60e6, EVENT, HISTORY, '{"type":"poke"}]}'),
  ),
  upload(
    'zip that unpacks to a hundred times its size',
    'a.zip',
    zipOf(() => HEADER + FILM.repeat(2_600_000)),
  ),
  upload(
    'zip of a csv of 62 MB of rows',
    'a.zip',
    zipOf(() => HEADER + manyFilms(62e6)),
  ),
];

/** Not so alike that an archive of them is refused for its ratio. */
function manyFilms(sizeBytes: number): string {
  const rows: string[] = [];
  for (let i = 0, size = 0; size < sizeBytes; i++) {
    const row = `2021-01-01,${hashOf(String(i)).digest('hex')},1979,u\n`;
    rows.push(row);
    size += row.length;
  }
  return rows.join('');
}
