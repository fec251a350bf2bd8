// Puts a report on disk, whole or not at all.

import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../../errors.ts';
import { reportPage } from './page.ts';
import type { ReportInput } from './report-input.ts';

export async function writeReport(file: string, report: ReportInput): Promise<void> {
  const part = `${file}.${process.pid}.part`; // nobody else's
  try {
    await writeFile(part, reportPage(report));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** @throws InputError for a folder that is missing and for a file that is a folder */
export async function checkReportPath(file: string): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => undefined);
  if (!folder?.isDirectory())
    throw new InputError({ file, found: `no folder ${dirname(file)}`, expected: 'a folder to write the report into' });
  const existing = await stat(file).catch(() => undefined);
  if (existing?.isDirectory())
    throw new InputError({ file, found: 'a folder', expected: 'the name of a file for the report' });
}
