// `npm start`: sets everything up, builds the app and serves it on this machine.

import { join } from 'node:path';
import { root, run, say, setUp } from './setup.mjs';

setUp();
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
say('building the app');
run(process.execPath, [vite, 'build', '--logLevel', 'warn']);
const { preview } = await import('vite');
const server = await preview({ root, preview: { open: !process.env.CI && process.stdout.isTTY } });
say('the app is ready; Ctrl-C stops it');
server.printUrls();
