import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareVariants, ndcgError, recallError } from '../../src/pipeline/evaluation/variants/compare-variants.ts';
import { readVariants } from '../../src/pipeline/evaluation/variants/read-variants.ts';
import { nameOfChanges, type Variant, variantLine } from '../../src/pipeline/evaluation/variants/variant.ts';
import { escapeMarkdown, variantsMarkdown } from '../../src/pipeline/evaluation/variants/variants-markdown.ts';
import { temporaryFolder } from '../cli/collecting-terminal.ts';

const PLAIN: Variant = {
  ...{ bench: 'training-trial', variant: 'plain', changed: {}, recall10: 0.25, ndcg10: 0.125 },
  ...{ users: 100, epochs: 8, seed: 1 },
};
const DEEPER: Variant = { ...PLAIN, variant: 'deeper', changed: { numLayers: 3 }, recall10: 0.3, ndcg10: 0.15 };

async function read(...lines: string[]) {
  const file = join(await temporaryFolder(), 'results.jsonl');
  await writeFile(file, lines.join('\n'));
  return readVariants(file);
}

test('what is written is read again, rounded, and further figures are dropped', async () => {
  const line = variantLine({ ...PLAIN, recall10: 0.123456 }, { minutes: 1.23456, coverage: 1 });
  expect(line).toBe(
    '{"command":"bench","bench":"training-trial","variant":"plain","changed":{},"recall10":0.1235,"ndcg10":0.125,' +
      '"users":100,"epochs":8,"seed":1,"minutes":1.2346,"coverage":1}',
  );
  expect(await read(line, variantLine(DEEPER))).toEqual({
    variants: [{ ...PLAIN, recall10: 0.1235 }, DEEPER],
    numLeftOut: 0,
  });
});

test('a bench line without a name is called by its changes; lines of evaluate are models', async () => {
  const evaluated = {
    ...{ command: 'evaluate', model: 'ease', split: 'leave-last-out', seen: 'masked', segment: 'tail' },
    ...{ k: 10, users: 50, recall: 0.1, ndcg: 0.05, seed: 1 },
  };
  const { variants, numLeftOut } = await read(
    '{"command":"bench","bench":"training-trial","epochs":8,"changed":{"averaging":0.99,"numLayers":3},"users":9,"recall10":0.3,"ndcg10":0.2}',
    JSON.stringify(evaluated),
    JSON.stringify({ ...evaluated, k: 20 }),
    JSON.stringify({ ...evaluated, users: 0, recall: null, ndcg: null }),
    '',
    '{"command":"bench","bench":"top-k","engine":"privet-wasm","p50Ms":3}',
  );
  expect(numLeftOut).toBe(3);
  expect(variants.map(({ variant }) => variant)).toEqual(['averaging=0.99, numLayers=3', 'ease']);
  expect(variants[1]).toEqual({
    ...{ bench: 'evaluate, leave-last-out', targets: 'tail items, seen masked', variant: 'ease', changed: {} },
    ...{ recall10: 0.1, ndcg10: 0.05, users: 50, seed: 1 },
  });
  expect(nameOfChanges({})).toBe('plain');
});

test.each([
  ['{"command":"bench","bench":"x","recall10":1.5}', 'found recall10 1.5, expected a number from 0 to 1'],
  ['{"command":"bench","bench":"x","recall10":"0.1"}', 'found recall10 "0.1", expected a number from 0 to 1'],
  ['{"command":"bench","recall10":0.5}', 'found no bench, expected bench in every line of this kind'],
  ['{"command":"bench","bench":"x","recall10":0.5,"users":0}', 'found users 0, expected an integer of at least 1'],
  [
    '{"command":"bench","bench":"x","recall10":0.5,"changed":{"a":[1]}}',
    'found changed.a [1], expected numbers, texts or booleans',
  ],
  ['{"command":"evaluate","k":10,"users":5}', 'found no model, expected model in every line of this kind'],
  ['{"command":"build"}', 'found command "build", expected a line of a bench or of privet evaluate --json'],
  ['{"recall10":0.5}', 'found no command, expected a line of a bench or of privet evaluate --json'],
  ['step 100 of 200', 'found invalid JSON "step 100 of 200", expected one JSON object'],
])('a bad line is named: %s', async (line, message) => {
  await expect(read(variantLine(PLAIN), line)).rejects.toThrow(`results.jsonl:2: ${message}`);
});

test('differences are to the first plain variant, wherever it stands', () => {
  const [{ reference, variants }] = compareVariants([DEEPER, PLAIN, { ...PLAIN, seed: 2, recall10: 0.26 }]);
  expect(reference).toBe('plain');
  const differences = variants.map(({ recall }) => recall.difference);
  expect(differences).toEqual([expect.closeTo(0.05, 12), undefined, expect.closeTo(0.01, 12)]);
  expect(compareVariants([DEEPER])[0].reference).toBe('deeper');
});

test('groups hold what can be compared, and differences are to the plain one of each', () => {
  const other = {
    ...DEEPER,
    bench: 'cold-start',
    targets: 'warm',
    epochs: undefined,
    users: undefined,
    ndcg10: undefined,
  };
  const groups = compareVariants([PLAIN, { ...PLAIN, epochs: 36 }, DEEPER, other]);
  expect(groups.map(({ title, variants }) => [title, variants.length])).toEqual([
    ['training-trial, 8 epochs', 2],
    ['training-trial, 36 epochs', 1],
    ['cold-start, warm', 1],
  ]);
  const [plain, deeper] = groups[0].variants;
  expect(plain.recall).toEqual({ value: 0.25, error: recallError(0.25, 100) });
  expect(deeper.recall.difference).toBeCloseTo(0.05, 12);
  expect(deeper.recall.differenceError).toBeCloseTo(Math.hypot(recallError(0.25, 100), recallError(0.3, 100)), 12);
  expect(deeper.ndcg!.difference).toBeCloseTo(0.025, 12);
  expect(groups[2].variants[0]).toMatchObject({ recall: { value: 0.3 } });
  expect(groups[2].variants[0].ndcg).toBeUndefined();
});

test('the error of NDCG is that of gains at both ends, and at least that of any other gains', () => {
  const errorOf = (gains: number[]) => {
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    return Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length / gains.length);
  };
  const boundOf = (gains: number[]) =>
    ndcgError(
      gains.reduce((sum, gain) => sum + gain, 0) / gains.length,
      gains.filter((gain) => gain > 0).length / gains.length,
      gains.length,
    );
  const tenth = 1 / Math.log2(11);
  const extreme = [0, 0, 0, 1, tenth, tenth];
  expect(boundOf(extreme)).toBeCloseTo(errorOf(extreme), 12);
  const mixed = [0, 0, 1, 0.63, 0.5, tenth];
  expect(boundOf(mixed)).toBeGreaterThan(errorOf(mixed));
  expect(ndcgError(0, 0, 5)).toBe(0);
});

test('the page is a table a group, and names cannot break out of it', () => {
  const hostile: Variant = { ...DEEPER, variant: 'a|b\n<img src=x>', changed: { '[x](y)': '*' } };
  const page = variantsMarkdown(compareVariants([PLAIN, hostile]));
  const lines = page.split('\n');
  expect(lines[0]).toBe('# Variants');
  expect(page).toContain('## training-trial, 8 epochs');
  const rows = lines.filter((line) => line.startsWith('| '));
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  expect(rows[2]).toMatch(/^\| plain +\| +\| 0\.2500 ± 0\.0433 \| +\| 0\.1250 ± 0\.\d{4} \| +\| +100 \| +1 \|$/);
  expect(rows[3]).toContain('a\\|b \\<img src=x\\>');
  expect(rows[3]).toContain('\\[x\\](y) \\*');
  expect(rows[3]).toContain('+0.0500 ± 0.0630');
  expect(escapeMarkdown('a_b`c')).toBe('a\\_b\\`c');
  expect(page.endsWith('|\n')).toBe(true);
});
