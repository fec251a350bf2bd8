// Runs installed command lines with this Node, and says how long they took.

import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

const pathOf = (script) =>
  script.startsWith('./') ? join(root, script) : join(root, 'node_modules', ...script.split('/'));

/**
 * Runs a script of a package (`vitest/vitest.mjs`) or of this repository (`./scripts/x.mjs`); gives whether it ended
 * well.
 */
export function runs(script, args = [], env = {}) {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [pathOf(script), ...args], options).status === 0;
}

/** As `runs`, beside others; what it prints comes in one piece when it has ended. */
export function runsBeside(nodeArgs, script, args = []) {
  const startMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...nodeArgs, pathOf(script), ...args], { cwd: root });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('close', (code) => resolve({ ok: code === 0, output, seconds: (performance.now() - startMs) / 1000 }));
  });
}
