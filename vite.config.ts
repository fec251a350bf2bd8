import { defineConfig } from 'vite';

// `base: './'` lets the built folder be hosted under any path; onnxruntime-web must not be pre-bundled, or its wasm is lost.
export default defineConfig({
  base: './',
  build: { target: 'esnext' },
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  server: { port: 5173 },
  preview: { port: 4173 },
});
