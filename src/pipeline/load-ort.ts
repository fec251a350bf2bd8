// ONNX Runtime for the command line: onnxruntime-node where it is installed (it is an optional dependency, and several times
// faster), else onnxruntime-web, which runs anywhere.

import type { OrtModule } from '../towers/session.ts';

/** Which package `loadOrt` gives. */
export type OrtPackage = 'onnxruntime-node' | 'onnxruntime-web';

/** @param wanted  one package in particular; absent = the fastest that is there */
export async function loadOrt(wanted?: OrtPackage): Promise<OrtModule> {
  if (wanted !== 'onnxruntime-web') {
    try {
      return await import('onnxruntime-node');
    } catch (error) {
      if (wanted) throw error;
    }
  }
  const web = await import('onnxruntime-web');
  web.env.logLevel = 'error';
  return web;
}
