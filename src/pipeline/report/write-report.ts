// Puts a report on disk, whole or not at all.

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../../errors.ts';
import { writeWhole } from '../write-whole.ts';
import { reportPage } from './page.ts';
import type { ReportInput } from './report-input.ts';

export function writeReport(file: string, report: ReportInput): Promise<void> {
  return writeWhole(file, reportPage(report));
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
