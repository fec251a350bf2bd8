// The two packages as a site has installed them: `privet`, whose files its pages import, and `privet-cli`, which builds
// the folder. Scripts of two versions do not mix, so the versions have to be the same.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InputError } from '../errors.ts';

export interface InstalledPackages {
  version: string;
  /** Absolute path of `privet`, symbolic links resolved. */
  pageFolder: string;
  /** Absolute path of the script of `privet-cli`. */
  commandLine: string;
}

/**
 * @param root  the site's; packages are looked for from here upwards
 * @throws InputError where one is not installed, or they are of two versions
 */
export function findPackages(root: string): InstalledPackages {
  const page = readPackage('privet', root, 'npm i privet');
  const commandLine = readPackage('privet-cli', root, `npm i -D privet-cli@${page.json.version}`);
  if (commandLine.json.version !== page.json.version) {
    throw new InputError({
      file: commandLine.file,
      found: `version ${commandLine.json.version}`,
      expected: `${page.json.version}, which \`privet\` has`,
      mend: `Both belong together: npm i -D privet-cli@${page.json.version}`,
    });
  }
  return {
    version: page.json.version,
    pageFolder: dirname(page.file),
    commandLine: join(dirname(commandLine.file), commandLine.json.bin!.privet),
  };
}

function readPackage(name: string, root: string, install: string) {
  const file = findFile(`${name}/package.json`, root);
  if (!file) {
    throw new InputError({
      file: name,
      found: `no such package from ${root} upwards`,
      expected: `it beside the Vite plugin \`privet/vite\``,
      mend: `Install it: ${install}`,
    });
  }
  const json: { version: string; bin?: { privet: string } } = JSON.parse(readFileSync(file, 'utf8'));
  return { file, json };
}

function findFile(specifier: string, root: string): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve(specifier);
  } catch {
    return undefined;
  }
}
