// The sources of this checkout as pages load them, from Vite's development server: for benches of what is not built.

import { createServer, type Plugin } from 'vite';
import { ROOT } from './page-bench.ts';

interface SourceServer {
  /** Of its cache. */
  name: string;
  /**
   * Pages and workers whose packages are prepared, anew each time: one that is met in the middle of a run makes Vite
   * reload the page.
   */
  entries: string[];
  /** Whether the page is isolated from other origins: its clock then steps by 5 microseconds. */
  isIsolated?: boolean;
  plugins?: Plugin[];
}

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Serves them while the work goes on. */
export async function withSources<T>(served: SourceServer, work: (address: string) => Promise<T>): Promise<T> {
  const { name, entries, isIsolated = false, plugins = [] } = served;
  const server = await createServer({
    root: ROOT,
    cacheDir: `.cache/vite-bench-${name}`,
    logLevel: 'error',
    appType: 'mpa',
    plugins,
    // Files that change during a run must not reload the page under it.
    server: { port: 0, strictPort: false, hmr: false, watch: null, headers: isIsolated ? ISOLATION : {} },
    optimizeDeps: { exclude: ['onnxruntime-web'], entries, force: true },
  });
  await server.listen();
  return work(server.resolvedUrls!.local[0]!).finally(() => server.close());
}
