// Rows of a Parquet file, a row group at a time. Its reader is loaded for such files alone.

import { InputError } from '../../errors.ts';
import type { Notes } from '../../items/notes.ts';
import type { JsonRecord } from '../../items/parse-json.ts';
import { type OpenRows, type RowLimits, recordRows } from '../../items/read-rows.ts';

/**
 * @param bytes  of a file that was packed (default: it is read from the disk)
 * @throws InputError for a file that cannot be read, while its rows are
 */
export function openParquet(file: string, notes: Notes, limits: RowLimits, bytes?: ArrayBuffer): OpenRows<'parquet'> {
  notes.lineWord = 'item';
  return { format: 'parquet', ...recordRows(parquetRecords(file, bytes), notes, limits) };
}

async function* parquetRecords(path: string, bytes: ArrayBuffer | undefined): AsyncGenerator<JsonRecord[]> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  try {
    const file = bytes ?? (await asyncBufferFromFile(path));
    const metadata = await parquetMetadataAsync(file);
    let rowStart = 0;
    for (const { num_rows: numRows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(numRows);
      const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd });
      const first = rowStart + 1;
      yield rows.map((row, i) => ({ line: first + i, values: plainValues(row) }));
      rowStart = rowEnd;
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const found = `what this version does not read (${(cause as Error).message})`;
    throw new InputError(
      { file: path, found, expected: 'Parquet, plain or by Snappy', mend: 'Or save it as CSV.' },
      { cause },
    );
  }
}

/** As JSON would have them. */
function plainValues(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
  return Array.isArray(value) ? value.map(plainValue) : value;
}
