// Files that a language model wrote: a header that says how they came to be, then a JSON object a line. Nothing in them
// is taken on trust: every line is checked by a schema, and what is wrong is told with file and line.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { InputError, quoted } from '../../../src/errors.ts';

const headerSchema = v.strictObject({
  about: v.string(),
  rubric: v.string(),
  written: v.pipe(v.string(), v.isoDate()),
});

/** A line as it was checked, and where it stands. */
export interface WrittenLine<T> {
  record: T;
  file: string;
  /** 1-based. */
  line: number;
  /** ISO date of the file, by its header. */
  written: string;
}

/** Names of the files of a folder that begin so, as `ties` does for `ties-1.jsonl`; in order. */
export function writtenFiles(folder: string, prefix: string): string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith('.jsonl'));
  return names.sort();
}

/**
 * The lines of a file that are as they should be.
 *
 * @param shown      what messages call the file
 * @param onProblem  told of the header and of every line that is wrong (default: the first one is thrown)
 */
export function readWritten<T>(
  folder: string,
  name: string,
  shown: string,
  schema: v.GenericSchema<unknown, T>,
  onProblem: (problem: InputError) => void = throwIt,
): WrittenLine<T>[] {
  const [first = '', ...lines] = readFileSync(join(folder, name), 'utf8').split('\n');
  const header = v.safeParse(v.pipe(v.string(), v.parseJson(), headerSchema), first);
  if (!header.success) {
    const expected = 'a header {"about": …, "rubric": …, "written": …}';
    onProblem(new InputError({ file: shown, line: 1, found: quoted(first), expected }));
  }
  const written = header.success ? header.output.written : '';
  return lines.flatMap((text, i) => {
    if (text.trim() === '') return [];
    const line = i + 2;
    try {
      return { record: checked(JSON.parse(text), schema, shown, line), file: shown, line, written };
    } catch (cause) {
      if (!(cause instanceof SyntaxError || cause instanceof InputError)) throw cause;
      const found = `invalid JSON ${quoted(text)}`;
      const expected = 'one JSON object';
      onProblem(
        cause instanceof InputError ? cause : new InputError({ file: shown, line, found, expected }, { cause }),
      );
      return [];
    }
  });
}

function checked<T>(value: unknown, schema: v.GenericSchema<unknown, T>, file: string, line: number): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  const found = path === null ? quoted(issue.input) : `${path} ${quoted(issue.path!.at(-1)!.value)}`;
  throw new InputError({ file, line, found, expected: issue.message });
}

function throwIt(problem: InputError): never {
  throw problem;
}
