// What do semantic IDs make of the film catalog? Codebooks are trained on its content vectors, once with every film at its nearest
// centroids and once with codes shared out evenly; the reports of both, the times, and the labels of the even ones' first level
// with three films each, for a person to judge. The film bundle must be there (npm run setup).
//
// npx tsx research/semantic-ids.trial.ts [--seed 1] [--slack 1.5] [--json]

import { arch, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { decodeContentShard, decodeItemShard, type ItemShard, itemShardSpec } from '../src/formats/catalog.ts';
import { encodeCodebooks } from '../src/formats/codebooks.ts';
import { gunzip, gzip } from '../src/formats/gzip.ts';
import type { Shard } from '../src/formats/manifest.ts';
import { openBundle, readBundleFile } from '../src/pipeline/evaluation/open-bundle.ts';
import { DEFAULT_SLACK } from '../src/semantic-ids/balanced-level.ts';
import { labelCodes } from '../src/semantic-ids/code-labels.ts';
import { groupByPrefix, prefixKey } from '../src/semantic-ids/code-prefix.ts';
import { codebookSizes } from '../src/semantic-ids/codebook-sizes.ts';
import { dedupCodes } from '../src/semantic-ids/dedup-codes.ts';
import { formatReport, reportSemanticIds } from '../src/semantic-ids/report.ts';
import { encode, trainCodebooks } from '../src/semantic-ids/residual-quantizer.ts';

/** Facets whose values become words of labels. */
const LABEL_FACETS = ['genre', 'mood', 'theme', 'era', 'creativeType'];
/** What most films are, another word for Documentary, and the decade of a story, which is mostly that of its release. */
const UNTELLING = /^(Contemporary Fiction|Factual|\d{4}s.*)$/;
const EXAMPLES = 3;

interface Films {
  ids: string[];
  titles: string[];
  /** Of each film, for its labels. */
  terms: string[][];
  /** i8 [films, dim] */
  content: Int8Array;
  dim: number;
}

async function readFilms(folder: string): Promise<Films> {
  const { manifest } = await openBundle(folder);
  const { contentDim: dim, numItems, catalog } = manifest;
  if (catalog.content.length === 0) throw new Error(`${folder}: bundle has no content vectors, expected the films'`);
  const inflate = async (shard: Shard) =>
    gunzip(await readBundleFile(folder, shard), shard.inflated.sizeBytes, shard.path);
  const films: Films = { ids: [], titles: [], terms: [], content: new Int8Array(numItems * dim), dim };
  for (const entry of catalog.items) {
    const shard = decodeItemShard(await inflate(entry), itemShardSpec(manifest, entry), entry.path);
    films.ids.push(...shard.ids);
    films.titles.push(...shard.titles);
    films.terms.push(...shard.ids.map((_, row) => labelTerms(shard, row)));
  }
  for (const entry of catalog.content) {
    const rows = decodeContentShard(await inflate(entry), entry.numItems, dim, entry.path);
    films.content.set(rows, entry.firstItemIndex * dim);
  }
  return films;
}

/** The decade of release where nothing else is known. */
function labelTerms({ facets }: ItemShard, row: number): string[] {
  const values = LABEL_FACETS.flatMap((facet) => facets[facet]?.[row] ?? []);
  const terms = values.filter((value) => !UNTELLING.test(value));
  return terms.length > 0 ? terms : (facets.decade?.[row] ?? []);
}

function measure({ ids, content, dim }: Films, balanced: boolean) {
  const sizes = codebookSizes(ids.length);
  const start = performance.now();
  const codebooks = trainCodebooks(content, dim, { ...sizes, seed, balanced, slack });
  const trained = performance.now();
  const encoding = encode(content, codebooks, { balanced, slack });
  const encoded = performance.now();
  const report = reportSemanticIds(encoding, sizes.codebookSize);
  const largestDedupCode = Math.max(...dedupCodes(ids, encoding.codes, sizes.numLevels));
  return { codebooks, encoding, report, largestDedupCode, trainMs: trained - start, encodeMs: encoded - trained };
}

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    slack: { type: 'string', default: `${DEFAULT_SLACK}` },
    json: { type: 'boolean', default: false },
  },
});
const [seed, slack] = [Number(options.seed), Number(options.slack)];
const films = await readFilms(fileURLToPath(new URL('../public/models', import.meta.url)));
const machine = `${cpus().length} x ${cpus()[0]!.model}, ${arch()}, Node ${process.version}`;
if (!options.json) console.log(`seed ${seed}, slack ${slack} of the balanced; ${machine}`);

for (const balanced of [false, true]) {
  const { codebooks, encoding, report, largestDedupCode, trainMs, encodeMs } = measure(films, balanced);
  const codes = balanced ? 'balanced' : 'plain';
  if (options.json) {
    const figures = { ...report, largestDedupCode, trainMs, encodeMs };
    console.log(JSON.stringify({ command: 'bench', bench: 'semantic-ids', codes, seed, slack, ...figures }));
    continue;
  }
  const seconds = `trained in ${(trainMs / 1000).toFixed(1)} s, encoded in ${(encodeMs / 1000).toFixed(1)} s`;
  console.log(`\n${codes}: ${formatReport(report)}\nlargest dedup code: ${largestDedupCode}\n${seconds}`);
  if (!balanced) continue;

  const labels = labelCodes(encoding.codes, codebooks.numLevels, films.terms);
  const file = await gzip(encodeCodebooks({ ...codebooks, labels }));
  console.log(`codebooks.bin.gz: ${file.length} bytes, ${labels.length} labels\n`);
  const groups = groupByPrefix(encoding.codes, codebooks.numLevels, 1);
  for (const { prefix, label } of labels.filter((entry) => entry.prefix.length === 1)) {
    const items = groups.get(prefixKey(prefix))!;
    const examples = items.slice(0, EXAMPLES).map((item) => films.titles[item]);
    console.log(`${`${prefix[0]}`.padStart(3)} ${`${items.length}`.padStart(4)}  ${label}: ${examples.join(' | ')}`);
  }
}
