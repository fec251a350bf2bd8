// The worker of bench/text-encoder.bench.ts.
import { timeEncoder } from '../harness/time-encoder.ts';

async function time(texts: readonly string[]) {
  // The server says how the file is packed, so it comes inflated.
  const response = await fetch('/src/pipeline/encoder/english.bin.gz');
  return timeEncoder(new Uint8Array(await response.arrayBuffer()), texts);
}

addEventListener('message', ({ data }: MessageEvent<string[]>) => {
  time(data).then(
    (times) => postMessage({ times }),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
