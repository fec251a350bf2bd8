// The page's side of a bench in a worker: one request, one answer of times.

interface Answer {
  times?: unknown;
  error?: string;
}

export function askWorker(worker: Worker): (request: unknown) => Promise<unknown> {
  return (request) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) =>
        data.error === undefined ? resolve(data.times) : reject(new Error(data.error));
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(request);
    });
}
