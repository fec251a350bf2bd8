// ONNX Runtime for the command line: onnxruntime-node where it is installed (an optional dependency, several times as
// fast), else onnxruntime-web, which runs in Node as well.

import type { OrtModule } from '../../towers/session.ts';

export interface OnnxRuntime {
  ort: OrtModule;
  /** Package it came from. */
  packageName: 'onnxruntime-node' | 'onnxruntime-web';
}

// Through a variable: the package may be missing, and then neither types nor bundlers may insist on it.
const NATIVE_PACKAGE: string = 'onnxruntime-node';

export async function loadOnnxRuntime(): Promise<OnnxRuntime> {
  const native = await import(NATIVE_PACKAGE).catch(() => undefined);
  if (native) return { ort: native.default ?? native, packageName: 'onnxruntime-node' };
  const ort = await import('onnxruntime-web');
  ort.env.wasm.numThreads = 1; // the same bytes on every machine, and no worker that keeps Node alive
  return { ort, packageName: 'onnxruntime-web' };
}
