// The version of the command line: that of the package it lies in.
import { readFileSync } from 'node:fs';

export function ownVersion(): string {
  // scripts/packages/command-line.mjs knows this line: in the package the file lies beside the script.
  const json = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(json) as { version: string }).version;
}
