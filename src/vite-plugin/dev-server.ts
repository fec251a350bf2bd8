// `vite dev`: the folder is built beside the running server and again when a file that it is built from changes; the
// last good one is served. What went wrong is shown in the page, and again to pages that come later.
import { join, sep } from 'node:path';
import type { HotPayload, ViteDevServer } from 'vite';
import { messageOf } from '../errors.ts';
import type { BuiltFolder } from './built-folder.ts';
import { SerialRuns } from './serial-runs.ts';
import { serveFolder } from './serve-folder.ts';

/** Of `import.meta.hot`, when the bundle is another. */
export const BUNDLE_EVENT = 'privet:bundle';
/** Editors write a file in several steps. */
const DELAY_MS = 200;

export interface DevOptions {
  built: BuiltFolder;
  /** Where it is served, with a slash at both ends. */
  mount: string;
  reload: boolean;
}

/** @returns what ends it: a run that is on its way is cancelled */
export function serveInDev(server: ViteDevServer, { built, mount, reload }: DevOptions): () => Promise<void> {
  const { config, ws } = server;
  let open!: () => void;
  const ready = new Promise<void>((resolve) => {
    open = resolve;
  });
  let failure: string | undefined;
  let isFirst = true;
  // Vite keeps what nobody hears for the first page that comes, which is then loaded twice.
  const tell = (payload: HotPayload) => ws.clients.size > 0 && ws.send(payload);
  const showFailure = () => failure && tell({ type: 'error', err: { message: failure, stack: '', plugin: 'privet' } });
  const announce = () => {
    tell({ type: 'custom', event: BUNDLE_EVENT });
    // An error that is shown goes with the page alone.
    if (reload || failure) tell({ type: 'full-reload' });
  };
  const run = async (signal: AbortSignal) => {
    try {
      const isNew = await built.bringUpToDate(signal, (line) => config.logger.info(line));
      if (isNew) config.logger.info(`privet: ${mount} is built`, { timestamp: true });
      // A file that is as it was before it broke gives nothing new, but its error has to go.
      if (failure || (isNew && !isFirst)) announce();
      failure = undefined;
    } catch (error) {
      if (signal.aborted) return;
      failure = messageOf(error);
      config.logger.error(failure, { timestamp: true });
      showFailure();
    } finally {
      isFirst = false;
      open();
    }
  };
  const runs = new SerialRuns(run, DELAY_MS);
  // Itself, or a file of a folder of pages.
  const isInput = (file: string) => built.inputs.some((input) => file === input || file.startsWith(join(input, sep)));
  const onFile = (file: string) => isInput(file) && runs.request();
  server.watcher
    .add([...built.inputs])
    .on('change', onFile)
    .on('add', onFile)
    .on('unlink', (file) => !built.inputs.includes(file) && onFile(file));
  ws.on('connection', showFailure);
  const { headers } = config.server;
  server.middlewares.use(serveFolder({ folder: built.files, mount, headers, ready, reason: () => failure }));
  runs.start();
  return () => runs.close().finally(open);
}
