// docs/command-line.md is written from the program: `npm run unit -- test/docs/command-line.test.ts -u` after a change of it.
import { expect, test } from 'vitest';
import { commandLineReference } from '../../scripts/docs/command-line-reference.ts';
import { privetProgram } from '../../src/pipeline/cli/main.ts';

const silent = { print() {}, note() {} };

test('the reference says what the program does', async () => {
  const reference = commandLineReference(privetProgram(silent as never, new AbortController().signal));
  await expect(reference).toMatchFileSnapshot('../../docs/command-line.md');
});
