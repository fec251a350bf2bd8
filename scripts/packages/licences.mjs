// What a package brings of other people's: the packages whose modules were built into it, each with its licence in full,
// as THIRD-PARTY-LICENCES.txt beside the files. Most licences ask for exactly that.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, root } from '../setup.mjs';

/** Licences that go with MIT, and ask for no more than their text. */
const ALLOWED = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', '(MIT OR CC0-1.0)']);
/** Whose a package is that names the person who uploads it. */
const HOLDERS = { 'onnxruntime-web': 'Microsoft Corporation', 'onnxruntime-common': 'Microsoft Corporation' };
const PACKAGE_OF_MODULE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENCE_FILE = /^(licen[cs]e|copying)(\.|$)/i;

/** @param moduleIds  paths of modules @returns folders of the packages that they are of */
export function packagesOf(moduleIds) {
  const folders = [...moduleIds].map((id) => packageOf(id.replace(/^\0/, '')));
  return new Set(folders.filter((folder) => folder !== undefined));
}

/** What a package has built into itself has no package.json of its own: it comes under the licence of that package. */
function packageOf(path) {
  const folder = PACKAGE_OF_MODULE.exec(path)?.[0];
  if (folder === undefined || existsSync(join(folder, 'package.json'))) return folder;
  return packageOf(folder.slice(0, folder.lastIndexOf('/node_modules/')));
}

/** Writes the texts of the packages in these folders. A licence that is not allowed ends the build. */
export function writeLicences(folder, packageFolders) {
  const texts = [...packageFolders].map(licenceOf).sort((a, b) => (a.title < b.title ? -1 : 1));
  const text = texts.map(({ title, licence }) => `${title}\n${'-'.repeat(title.length)}\n\n${licence.trim()}\n`);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), text.join('\n\n'));
}

function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!ALLOWED.has(license)) fail(`${name}: found the licence ${license}, expected one of ${[...ALLOWED].join(', ')}`);
  const file = readdirSync(folder).find((entry) => LICENCE_FILE.test(entry));
  const licence = file ? readFileSync(join(folder, file), 'utf8') : textOf(name, license, author);
  return { title: `${name} ${version} (${license})`, licence };
}

/** Of a package that names its licence alone: MIT's text, as ours is, with its author's name. */
function textOf(name, license, author) {
  const holder = HOLDERS[name] ?? author?.name ?? author ?? `the authors of ${name}`;
  if (license !== 'MIT') return `${license}, ${holder}`;
  return readFileSync(join(root, 'LICENSE'), 'utf8').replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}
