// The contract between whoever has the runtime and whoever runs models beside it. Types only, as src/engine/engine-api.ts.

/** `jspi` runs on GPUs too, where the browser can suspend WebAssembly. */
export type Build = 'wasm' | 'jspi';

/** The WebAssembly of one build of ONNX Runtime: a page has it once and hands it to whoever runs models. */
export interface RuntimeBinary {
  build: Build;
  bytes: Uint8Array<ArrayBuffer>;
}
