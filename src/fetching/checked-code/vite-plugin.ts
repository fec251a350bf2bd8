// The build's half of checked code: after the app is written, its page is given the hash of every script and style, and the length of what its own code reads. Browsers
// check those of the page (Subresource Integrity, and an import map for what scripts import); workers are src/fetching/checked-code's.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { partHashesOf } from './parts.ts';
import { integrityOf, sealOf, sealWorkers } from './seal-workers.ts';

const ASSETS = 'assets';
/** What the page's own code fetches beside scripts. */
const SAMPLE = 'samples/recipes.jsonl';
const WORKER = /^(?:[\w-]+-)?worker-[\w-]{8}\.js$/;
/** The id of the element that the page's own code reads (demo/app/page/built-code.ts). */
const ELEMENT_ID = 'built-code';
/** Of ours only addresses of scripts (trusted-url.ts); lit's templates are of our code. A dev server starts workers by text. */
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types privet lit-html";

/**
 * Does nothing where the app is only served, or built without being written.
 *
 * @param inline  path of a script that becomes part of the page
 */
export function checkedCode(inline: string): Plugin {
  return {
    name: 'checked-code',
    apply: ({ build }, { command }) => command === 'build' && build?.write !== false,
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: ({ dir }) => sealFolder(dir!, readFileSync(inline, 'utf8')),
    },
  };
}

function sealFolder(folder: string, inline: string): void {
  const assets = join(folder, ASSETS);
  const names = readdirSync(assets).sort();
  const workers = sealWorkers(
    assets,
    names.filter((name) => WORKER.test(name)),
  );
  const page = join(folder, 'index.html');
  const html = readFileSync(page, 'utf8');
  const ofWorkers = new Set(Object.keys(workers).flatMap((name) => [name, ...partNames(join(assets, name))]));
  const scripts = names.filter((name) => name.endsWith('.js') && !ofWorkers.has(name));
  const imports = Object.fromEntries(scripts.map((name) => [`./${ASSETS}/${name}`, integrityOf(join(assets, name))]));
  const map = `<script type="importmap">${JSON.stringify({ integrity: imports })}</script>`;
  const known = {
    ...Object.fromEntries(Object.entries(workers).map(([name, hash]) => [`${ASSETS}/${name}`, hash])),
    [SAMPLE]: sealOf(join(folder, SAMPLE)),
  };
  const list = `<script type="application/json" id="${ELEMENT_ID}">${JSON.stringify(known)}</script>`;
  const checked = html
    .replace('</title>', `</title>\n    <script>${inline}</script>\n    ${map}\n    ${list}`)
    .replace(/<(?:script|link)\b[^>]*?(?:src|href)="\.\/(assets\/[^"]+)"/g, (tag, path) => {
      return `${tag} integrity="${integrityOf(join(folder, path))}"`;
    });
  writeFileSync(page, withInlineHashes(checked));
}

const partNames = (worker: string): string[] => Object.keys(partHashesOf(readFileSync(worker, 'utf8')));

/** A policy allows scripts in the page by their hash alone. */
function withInlineHashes(html: string): string {
  const inline = [...html.matchAll(/<script(?: type="importmap")?>([\s\S]*?)<\/script>/g)].map(([, script]) => script!);
  const hashes = inline.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return html
    .replace("script-src 'self'", `script-src 'self' ${hashes.join(' ')}`)
    .replace('form-action', `${TRUSTED_TYPES}; form-action`);
}
