// `npm run unit -- FILE …`: the tests of some files, without any set-up beyond the installed packages. Without a file:
// all that run in Node. Files that need a browser (*.browser.test.ts, *.gpu.test.ts) run in Chromium where there is
// one; so do those that drive the built app (*.e2e.test.ts), which is built first and needs what `npm run setup` makes.

import { findChromium } from './browsers.mjs';
import { runs } from './processes.mjs';

const args = process.argv.slice(2);
const drivesApp = args.some((arg) => /\.e2e\.test\.ts$/.test(arg));
const needsBrowser = drivesApp || args.some((arg) => /\.(browser|gpu)\.test\.ts$/.test(arg) || /\/browser\b/.test(arg));
const chromium = needsBrowser ? findChromium() : undefined;
const projects = ['--project=node', '--project=node-alone', ...(args.length === 0 ? [] : ['--project=browser'])];
if (drivesApp) projects.push('--project=e2e');
if (args.some((arg) => arg.includes('.slow.'))) projects.push('--project=slow*');
const ok = runs('vitest/vitest.mjs', ['run', ...projects, ...args], chromium ? { PRIVET_CHROMIUM: chromium } : {});
process.exit(ok ? 0 : 1);
