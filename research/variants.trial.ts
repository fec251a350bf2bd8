// Which variant is worth what? Lays the result lines of other benches and of `privet evaluate --json` side by side, as a Markdown page.
// The report has the same as a section: privet evaluate --report out.html --variants results.jsonl
//
// npx tsx research/variants.trial.ts results.jsonl [more.jsonl …] [--out docs/variants.md]

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compareVariants } from '../src/pipeline/evaluation/variants/compare-variants.ts';
import { readVariants, type VariantsInput } from '../src/pipeline/evaluation/variants/read-variants.ts';
import { variantsMarkdown } from '../src/pipeline/evaluation/variants/variants-markdown.ts';
import { InputError } from '../src/pipeline/input/input-error.ts';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' } },
});

try {
  if (files.length === 0) throw new Error('no file is named, expected result lines such as results.jsonl');
  const inputs: VariantsInput[] = [];
  for (const file of files) inputs.push(await readVariants(file));
  const numLeftOut = inputs.reduce((sum, input) => sum + input.numLeftOut, 0);
  if (numLeftOut > 0) console.error(`${numLeftOut} lines without Recall@10 are left out`);
  const page = variantsMarkdown(compareVariants(inputs.flatMap(({ variants }) => variants)));
  if (options.out === undefined) process.stdout.write(page);
  else await writeFile(options.out, page);
} catch (error) {
  // What is wrong with a file is for whoever made it: no stack.
  console.error(error instanceof InputError ? error.message : error);
  process.exitCode = 1;
}
