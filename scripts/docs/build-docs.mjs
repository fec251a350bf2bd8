// `npm run build:docs`: the docs site as plain files, in dist-docs/. VitePress writes the pages; then `privet build` reads
// them as it would anybody's folder of HTML, and what it writes is the site's search.
//   --out dist/docs         another folder
//   --base /privet/docs/    where the site will lie (default: /)

import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fail, installDependencies, root, run } from '../setup.mjs';

const SITE = join(root, 'docs', 'site');

export function buildDocs({ out = join(root, 'dist-docs'), base = '/' } = {}) {
  if (!/^\/(.+\/)?$/.test(base)) fail(`--base is ${base}, expected a path with a slash at both ends`);
  installDependencies();
  installDependencies(SITE, '100 MB');
  const folder = resolve(root, out);
  rmSync(folder, { recursive: true, force: true });
  const env = { PRIVET_DOCS_BASE: base, PRIVET_DOCS_OUT: folder };
  run(process.execPath, [join(SITE, 'node_modules/vitepress/bin/vitepress.js'), 'build', SITE], env);
  run(process.execPath, ['--import', 'tsx', 'scripts/packages/build-packages.mjs']);
  const search = ['--out', join(folder, 'privet'), '--name', 'Privet docs', '--history', 'privet-docs'];
  run(process.execPath, ['bin/privet.mjs', 'build', folder, ...search]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: 'string' }, base: { type: 'string' } } });
  buildDocs(values);
}
