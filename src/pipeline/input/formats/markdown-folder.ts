// A folder of Markdown: not read yet.

import { InputError } from '../../../errors.ts';
import type { JsonRecord } from '../../../items/parse-json.ts';
import type { InputFolder } from './input-folder.ts';

export async function* markdownRecords(
  { name }: InputFolder,
  _notes?: unknown,
  _options?: unknown,
): AsyncGenerator<JsonRecord[]> {
  yield [];
  throw new InputError({ file: name, found: 'a folder of Markdown', expected: 'a file of items' });
}
