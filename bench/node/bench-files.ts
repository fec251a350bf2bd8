// The files that engines ask for, by name, the same in Node and over HTTP in the page: files of the benchmark's
// packages, the compiled floor, and the model for ONNX Runtime.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFloor } from './compile-floor.ts';
import { type TopKShape, topKModel } from './top-k-model.ts';

const PACKAGES = fileURLToPath(new URL('../node_modules/', import.meta.url));

let floor: Promise<Uint8Array> | undefined;

/** @param name  see BenchHost.readFile @throws Error for a name that is none of these */
export async function benchFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await find(name));
}

function find(name: string): Promise<Uint8Array> | Uint8Array {
  if (name === 'floor.wasm') {
    floor ??= compileFloor();
    return floor;
  }
  const { pathname, searchParams } = new URL(name, 'bench:/');
  if (name.startsWith('packages/')) return readFile(join(PACKAGES, pathname.replace(/^\/packages\//, '')));
  if (name.startsWith('top-k.onnx?')) return topKModel(shapeOf(searchParams));
  throw new Error(`bench file: there is no ${name}`);
}

function shapeOf(params: URLSearchParams): TopKShape {
  const [items, dim, k] = ['items', 'dim', 'k'].map((key) => Number(params.get(key)));
  return { items: items!, dim: dim!, k: k!, order: params.get('order') as TopKShape['order'] };
}
