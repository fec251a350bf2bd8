// The file that a person takes along: the history, and the catalogs of their own where there are any.

import { type Privet, RequestError } from '../../../src/sdk/index.ts';
import { OwnCatalogs } from '../../../src/sdk/own-catalogs.ts';
import { formatExportFile, MAX_EXPORT_BYTES } from '../imports/export-file.ts';
import { formatBytes } from '../state/words.ts';

/**
 * @param hasOwn  without catalogs of one's own no worker is started for them
 * @throws RequestError for more than an import takes
 */
export async function exportEverything(privet: Privet, hasOwn: boolean): Promise<Blob> {
  const history = await privet.export();
  const catalogs = hasOwn ? await exportOwn() : undefined;
  if (!catalogs) return new Blob([history], { type: 'application/json' });
  const file = formatExportFile({ history, catalogs });
  if (file.size <= MAX_EXPORT_BYTES) return file;
  const [found, most] = [file.size, MAX_EXPORT_BYTES].map(formatBytes);
  throw new RequestError(
    `The file would have ${found}, and an import takes at most ${most}. Delete your largest own catalog first, and keep the file that it was made of.`,
  );
}

async function exportOwn(): Promise<Blob | undefined> {
  const own = new OwnCatalogs();
  try {
    return await own.export();
  } finally {
    own.dispose();
  }
}
