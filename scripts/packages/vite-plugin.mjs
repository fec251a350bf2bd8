// The Vite plugin as one file for Node, apart from the page's: no page may have to fetch what it shares with it. With
// the types of `virtual:privet`, which are written by hand.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../setup.mjs';

const NODE = { platform: 'node', external: [/^node:/, 'vite'] };

/** @param folder  of the package; @param input  the plugin's source */
export async function buildVitePlugin(folder, input) {
  const build = await rolldown({ input, ...NODE, tsconfig: join(root, 'tsconfig.node.json') });
  await build.write({ format: 'esm', codeSplitting: false, file: join(folder, 'vite.js') });
  await build.close();
  cpSync(join(root, 'packages/privet/vite-client.d.ts'), join(folder, 'vite-client.d.ts'));
}
