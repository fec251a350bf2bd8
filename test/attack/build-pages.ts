// Builds the small pages of the attacks, by the bundler of the app.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export const PAGES = fileURLToPath(new URL('./pages/', import.meta.url));

/** @param outDir  emptied before */
export async function buildPage(page: 'index.html' | 'gpu.html' | 'faults.html', outDir: string): Promise<void> {
  await build({
    ...{ root: PAGES, base: './', configFile: false, logLevel: 'error', publicDir: false, worker: { format: 'es' } },
    optimizeDeps: { exclude: ['onnxruntime-web'] },
    build: {
      ...{ outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 2000 },
      rolldownOptions: { input: `${PAGES}${page}` },
    },
  });
}
