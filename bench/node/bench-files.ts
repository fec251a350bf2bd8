// Answers what engines ask Node for: the compiled floor, and the model for ONNX Runtime.

import type { Plugin } from 'vite';
import { compileFloor } from './compile-floor.ts';
import { topKModel } from './top-k-model.ts';

/** Under /bench-files/: `floor.wasm`, `top-k.onnx?items=…&dim=…&k=…`. */
export function benchFiles(): Plugin {
  return {
    name: 'privet-bench-files',
    configureServer({ middlewares }) {
      middlewares.use('/bench-files/', (request, response, next) => {
        makeFile(request.url ?? '').then((bytes) => response.end(Buffer.from(bytes)), next);
      });
    },
  };
}

async function makeFile(url: string): Promise<Uint8Array> {
  const { pathname, searchParams } = new URL(url, 'bench:/');
  if (pathname === '/floor.wasm') return compileFloor();
  const [items, dim, k] = ['items', 'dim', 'k'].map((name) => Number(searchParams.get(name)));
  return topKModel({ items: items!, dim: dim!, k: k! });
}
