// `privet worker` as a process of its own, whose parts are given to another after two seconds: worker-processes.ts starts it.
import { queueAddress } from '../../src/pipeline/parts/queue/queue-address.ts';
import { serveQueue } from '../../src/pipeline/parts/queue/serve-queue.ts';

const [url, folder] = process.argv.slice(2);
const stopped = new AbortController();
process.on('SIGTERM', () => stopped.abort());
await serveQueue({
  ...{ address: queueAddress(url!), folder: folder!, numThreads: 1, lockMs: 2000, signal: stopped.signal },
  note: (text) => process.stdout.write(`${text}\n`),
});
