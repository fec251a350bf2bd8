// Everything of ours that reads bytes of others, each with a good file, changes of it, and the errors in which a reading
// may end. The short run is attack.test.ts; `inputs` makes as many as somebody has time for.

import { strToU8, zipSync } from 'fflate';
import { readExport } from '../../demo/app/imports/read-export.ts';
import { CatalogFormatError, InputError, ModelLoadError, RequestError } from '../../src/errors.ts';
import {
  decodeContentShard,
  decodeItemShard,
  encodeItemShard,
  type ItemShard,
  type ItemShardSpec,
} from '../../src/formats/catalog.ts';
import { decodeCodebooks, encodeCodebooks } from '../../src/formats/codebooks.ts';
import { gunzip, gzip } from '../../src/formats/gzip.ts';
import { decodeItemToItem, encodeItemToItem } from '../../src/formats/item-to-item.ts';
import { formatLanguage, parseLanguage } from '../../src/formats/language-file.ts';
import { parseManifest } from '../../src/formats/manifest.ts';
import { parseModelCard } from '../../src/formats/model-card.ts';
import { formatTasteCode, parseTasteCode } from '../../src/formats/taste-code.ts';
import { formatTasteFile, parseTasteFile } from '../../src/formats/taste-file.ts';
import { decodeTasteMap, encodeTasteMap } from '../../src/formats/taste-map.ts';
import { decodeTextEncoder, encodeTextEncoder } from '../../src/formats/text-encoder.ts';
import { formatHistoryFile, parseHistoryFile } from '../../src/history/history-file.ts';
import { readTable } from '../../src/items/table.ts';
import { GraphWriter, microsoft } from '../../src/pipeline/graph/onnx-writer.ts';
import { inspectModel } from '../../src/towers/inspect-model.ts';
import { goldenCodebooks } from '../formats/codebooks-golden.ts';
import { goldenArrow, goldenFiles, goldenItems } from '../formats/golden-bundle.ts';
import { goldenItemToItem } from '../formats/item-to-item-golden.ts';
import { goldenLanguage } from '../formats/language-golden.ts';
import { goldenCode, goldenTaste } from '../formats/taste-golden.ts';
import { goldenTasteMap } from '../formats/taste-map-golden.ts';
import { goldenTextEncoder } from '../formats/text-encoder-golden.ts';
import { type Bytes, mutatedBytes, mutatedJson, type Place } from './mutate.ts';

export interface Target {
  name: string;
  /** Changed inputs, the same for the same seed. */
  inputs(count: number, seed: number): Iterable<Bytes>;
  read(input: Bytes): unknown;
  /** Classes of what may be thrown. */
  errors: readonly (new (
    ...args: never[]
  ) => Error)[];
}

const SPEC: ItemShardSpec = { numItems: 3, embeddingDim: 16, numFeatures: 6, facetNames: ['genre', 'decade'] };
const WITH_CODES: ItemShardSpec = { ...SPEC, semanticIds: { numLevels: 2, codebookSize: 4 } };
const textOf = (bytes: Bytes) => new TextDecoder().decode(bytes);
const utf8 = (text: string) => new TextEncoder().encode(text);
const CATALOG = [CatalogFormatError];

/** @throws when the golden files are gone */
export async function allTargets(): Promise<Target[]> {
  const manifest = JSON.parse(textOf((await goldenFiles())['manifest.json']!));
  const { items, content } = goldenArrow();
  const withCodes = encodeItemShard(shardWithCodes(), WITH_CODES);
  const zipped = await gzip(items);
  const language = JSON.parse(textOf(formatLanguage(goldenLanguage)));
  return [
    arrow('items shard', items, (input) => decodeItemShard(input, SPEC)),
    arrow('items shard with semantic IDs', withCodes, (input) => decodeItemShard(input, WITH_CODES)),
    arrow('content shard', content, (input) => decodeContentShard(input, 3, 256)),
    binary('gzip', zipped, CATALOG, (input) => gunzip(input, items.length)),
    json('manifest', manifest, CATALOG, (input) => parseManifest(JSON.parse(textOf(input)))),
    json('language', language, CATALOG, (input) => parseLanguage(textOf(input), 'language')),
    json('model card', modelCard, CATALOG, (input) => parseModelCard(textOf(input), 'card')),
    binary('codebooks', encodeCodebooks(goldenCodebooks), CATALOG, (input) => decodeCodebooks(input)),
    binary('item-to-item', encodeItemToItem(goldenItemToItem), CATALOG, (input) => decodeItemToItem(input)),
    binary('taste map', encodeTasteMap(goldenTasteMap), CATALOG, (input) => decodeTasteMap(input)),
    binary('text encoder', encodeTextEncoder(goldenTextEncoder), CATALOG, (input) => decodeTextEncoder(input)),
    binary('model', smallModel(), [ModelLoadError], (input) => inspectModel(input)),
    binary('zip of an export', zipOf(letterboxd), [RequestError], readUpload('export.zip'), [PK, CENTRAL]),
    binary('csv of an export', utf8(letterboxd), [RequestError], readUpload('watched.csv'), CSV),
    json('JSON of an export', trakt, [RequestError], readUpload('watched.json')),
    json('taste', JSON.parse(formatTasteFile(goldenTaste)), [RequestError], (input) => parseTasteFile(textOf(input))),
    binary('code of a taste', utf8(formatTasteCode(goldenCode).text), [RequestError], (input) =>
      parseTasteCode(textOf(input)),
    ),
    json('history', history, [RequestError], (input) => parseHistoryFile(textOf(input))),
    binary('csv of items', utf8(books), [InputError], readItems, CSV),
    json('JSON of items', bookList, [InputError], readItems),
  ];
}

/** Metadata is a small part of a shard, and says how all of it is read: three of four changes fall there. */
function arrow(name: string, bytes: Bytes, read: (input: Bytes) => unknown): Target {
  const metadata = metadataOf(bytes);
  const places: Place[] = [...metadata, ...metadata, ...metadata, [0, bytes.length]];
  return { name, read, errors: CATALOG, inputs: (count, seed) => mutatedBytes(bytes, count, seed, { places }) };
}

/** Where the metadata of each message lies. */
function metadataOf(bytes: Bytes): Place[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const schemaEnd = 8 + view.getInt32(4, true);
  return [
    [8, schemaEnd],
    [schemaEnd, schemaEnd + 8 + view.getInt32(schemaEnd + 4, true)],
  ];
}

function binary(
  name: string,
  bytes: Uint8Array,
  errors: Target['errors'],
  read: (input: Bytes) => unknown,
  pieces: string[] = [],
): Target {
  const copy = Uint8Array.from(bytes);
  return { name, read, errors, inputs: (count, seed) => mutatedBytes(copy, count, seed, { pieces }) };
}

function json(name: string, value: unknown, errors: Target['errors'], read: (input: Bytes) => unknown): Target {
  return { name, read, errors, inputs: (count, seed) => mutatedJson(value, count, seed) };
}

const CSV = ['"', '""', ',', ';', '\n', '\r\n', '"\n', ','.repeat(3000), '"'.repeat(3001), '\n'.repeat(3000), '\u0000'];
const [PK, CENTRAL] = ['PK\u0003\u0004', 'PK\u0001\u0002'];

const letterboxd = `Date,Name,Year,Letterboxd URI\n${'2021-01-01,"Alien, the film",1979,u\n2021-01-02,Brazil,1985,v\n'.repeat(4)}`;
const books = `title,author,year,text\n${'"Emma, a novel",Jane Austen,1815,"A ""clever"" girl"\nUlysses,James Joyce,1922,One day\n'.repeat(4)}`;
const bookList = {
  books: [
    { title: 'Emma', year: 1815, tags: ['a', 'b'] },
    { title: 'Ulysses', year: 1922 },
  ],
};
const trakt = [
  {
    last_watched_at: '2021-01-01T10:00:00.000Z',
    movie: { title: 'Alien', year: 1979, ids: { trakt: 1, slug: 'alien', imdb: 'tt0078748' } },
  },
];
const history = JSON.parse(formatHistoryFile([{ type: 'like', itemId: 'a', time: 5, seq: 1 } as never]));
const modelCard = {
  title: 'T',
  intro: 'I',
  sections: [{ heading: 'H', content: ['text', { columns: ['a', 'b'], rows: [['1', '2']] }] }],
};

function shardWithCodes(): ItemShard {
  const semanticIds = { codes: Uint8Array.of(0, 1, 2, 3, 0, 1), dedupCodes: Uint32Array.of(0, 0, 1) };
  return { ...goldenItems, semanticIds };
}

function zipOf(text: string): Uint8Array {
  return zipSync({ 'watched.csv': strToU8(text), 'lists/a.csv': strToU8('a,b\n1,2\n') });
}

const readUpload = (name: string) => (bytes: Bytes) => readExport([{ name, file: new Blob([bytes]) }]);

function readItems(bytes: Bytes) {
  return readTable(async function* () {
    yield bytes;
  }, 'items');
}

/** Operators of every kind, with little data between them. */
function smallModel(): Uint8Array {
  const graph = new GraphWriter();
  const x = graph.input('x', 'float32', ['B', 16]);
  const weights = graph.initializer('float32', [16, 8], new Float32Array(128));
  const nodes = [
    graph.node('Reshape', [graph.node('MatMul', [x, weights]), graph.int64s([-1, 2, 4])]),
    graph.node('Gather', [weights, graph.initializer('int32', [2], Int32Array.of(0, 1))], { axis: 0 }),
    graph.node('Expand', [graph.scalar(1), graph.int64s([2, 8])]),
    graph.node('Pad', [weights, graph.int64s([0, 1, 0, 1])]),
    graph.node('Slice', [weights, ...[[0], [4], [0], [2]].map((values) => graph.int64s(values))]),
    graph.nodes('TopK', [weights, graph.int64s([2])], 2, { axis: -1, largest: 1, sorted: 1 })[0]!,
    graph.node('Transpose', [weights], { perm: [1, 0] }),
    graph.node('Concat', [weights, weights], { axis: 1 }),
    graph.node('ReduceSum', [weights, graph.int64s([1])], { keepdims: 1 }),
    graph.nodes('Split', [weights, graph.int64s([3, 5])], 2, { axis: 1 })[1]!,
    graph.node(
      'MatMulNBits',
      [
        x,
        graph.initializer('uint8', [8, 1, 16], new Uint8Array(128)),
        graph.initializer('float32', [8, 1], new Float32Array(8)),
      ],
      { K: 16, N: 8, bits: 8, block_size: 16 },
      microsoft,
    ),
  ];
  for (const [i, node] of nodes.entries()) graph.output(`y${i}`, node, 'float32', ['B']);
  return graph.encode();
}
