// A folder of HTML: not read yet.

import { InputError } from '../../../errors.ts';
import type { JsonRecord } from '../../../items/parse-json.ts';
import type { InputFolder } from './input-folder.ts';

export async function* htmlRecords({ name }: InputFolder): AsyncGenerator<JsonRecord[]> {
  yield [];
  throw new InputError({ file: name, found: 'a folder of HTML', expected: 'a file of items' });
}
