// Files of judgements on disk: one that grows by a line whenever a profile is judged, so that a run that is stopped loses
// nothing, and those that a build learns from.
import { type FileHandle, open, readFile, rm, stat } from 'node:fs/promises';
import { InputError } from '../../errors.ts';
import { formatProfile, type JudgedProfile, parseJudgements } from '../../formats/judgements.ts';
import { inWords } from '../base/system-errors.ts';

const MAX_BYTES = 64_000_000;

export interface GrowingFile {
  /** What it has already. */
  profiles: JudgedProfile[];
  /** A last line that a stopped run left half-written was cut off. */
  wasCut: boolean;
  append(profile: JudgedProfile): Promise<void>;
  /** A file that got nothing does not stay. */
  close(): Promise<void>;
}

/**
 * @param header  the first line of a file that is new
 * @throws InputError for a place that cannot be written, CatalogFormatError for a file that is something else or wrong: it is
 *         left as it is
 */
export async function growJudgements(file: string, header: string): Promise<GrowingFile> {
  const content = await readContent(file).catch((error) => {
    if (error.cause?.code === 'ENOENT') return '';
    throw error;
  });
  const end = content.lastIndexOf('\n') + 1;
  const isCut = end > 0 && end < content.length && !isJson(content.slice(end));
  const whole = isCut ? content.slice(0, end) : content;
  const profiles = whole.trim() === '' ? [] : parseJudgements(whole, file);
  const handle: FileHandle = await open(file, 'a').catch((error) => {
    throw inWords(error, file);
  });
  if (isCut) await handle.truncate(Buffer.byteLength(whole));
  let isEmpty = whole.trim() === '';
  let writing = Promise.resolve();
  const write = async (text: string) => {
    await handle.write(text).catch((error) => {
      throw inWords(error, file);
    });
  };
  if (whole !== '' && !whole.endsWith('\n')) await write('\n');
  return {
    profiles,
    wasCut: isCut,
    append(profile) {
      const text = `${isEmpty ? `${header}\n` : ''}${formatProfile(profile)}\n`;
      isEmpty = false;
      writing = writing.then(() => write(text));
      return writing;
    },
    async close() {
      await writing.catch(() => {});
      await handle.close();
      if (isEmpty && whole === '') await rm(file, { force: true });
    },
  };
}

/**
 * What a build learns from.
 *
 * @throws CatalogFormatError or InputError that names file, lines and what is wrong
 */
export async function readJudgements(files: readonly string[]): Promise<JudgedProfile[]> {
  const fileOf = new Map<string, string>();
  const all: JudgedProfile[] = [];
  for (const file of files) {
    const profiles = parseJudgements(await readContent(file), file);
    for (const { profile } of profiles) {
      const earlier = fileOf.get(profile);
      // Half of it would be learned from while the other half is held out.
      if (earlier !== undefined)
        throw new InputError({
          file,
          found: `profile '${profile}', which is in ${earlier} already`,
          expected: 'each profile once: another name for another one',
        });
    }
    for (const { profile } of profiles) fileOf.set(profile, file);
    all.push(...profiles);
  }
  return all;
}

/** @throws InputError */
async function readContent(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES)
      throw new InputError({ file, found: `${(size / 1e6).toFixed(0)} MB`, expected: `at most ${MAX_BYTES / 1e6} MB` });
    return await readFile(file, 'utf8');
  } catch (error) {
    throw inWords(error, file);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
