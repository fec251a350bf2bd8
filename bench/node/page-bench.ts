// What the benches of pages share: options, one browser, figures as lines for people or, with `--json`, as objects.

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const VIEWPORT = { width: 1280, height: 900 };

type Options<T> = { [Name in keyof T]: T[Name] extends string ? string : string | undefined } & { json: boolean };

/** Options of the command line by name, each with its default, or null where there is none; and `--json`. */
export function readOptions<const T extends Record<string, string | null>>(defaults: T): Options<T> {
  const texts = Object.entries(defaults).map(([name, value]) => {
    return [name, { type: 'string', ...(value !== null && { default: value }) }] as const;
  });
  const { values } = parseArgs({
    options: { ...Object.fromEntries(texts), json: { type: 'boolean', default: false } },
  });
  return values as Options<T>;
}

/** Prints a figure: words, or with `--json` an object. */
export type Tell = (words: string, figures: object) => void;

/** @param facts  stand in every object */
export function teller(bench: string, { json }: { json: boolean }, facts: object): Tell {
  return (words, figures) =>
    console.log(json ? JSON.stringify({ command: 'bench', bench, ...facts, ...figures }) : words);
}

/** A row of a table. */
export const row = (name: string, cells: readonly string[], width: number) =>
  `${name.padEnd(width)}${cells.map((cell) => cell.padStart(9)).join('')}`;

export const verdict = (value: number, limit: number) => (value <= limit ? 'kept' : 'MISSED');

interface Beside {
  appMs: number;
  bareMs: number;
  limitMs: number;
}

/** A figure of the app beside another, such as that of a bare page; the ratio is undefined where that is 0. */
export function tellBeside(tell: Tell, name: string, figures: Beside, facts: object, other = 'bare page'): void {
  const { appMs, bareMs, limitMs } = figures;
  const ratio = bareMs === 0 ? undefined : appMs / bareMs;
  const [app, bare, limit] = [appMs, bareMs, limitMs].map((ms) => ms.toFixed(ms < 100 ? 1 : 0));
  const times = ratio === undefined ? '' : `, ${ratio.toFixed(2)} times`;
  const words = `${name}: app ${app} ms, ${other} ${bare} ms${times}; limit ${limit} ms  ${verdict(appMs, limitMs)}`;
  tell(words, { ...facts, ...figures, ratio });
}

export async function withBrowser<T>(work: (browser: Browser) => Promise<T>, args: string[] = []): Promise<T> {
  const executablePath = process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args });
  return work(browser).finally(() => browser.close());
}

/** Polled from outside: the policy of a page lets nothing in it be compiled from text. */
export async function until(page: Page, condition: string, everyMs = 100): Promise<void> {
  while (!(await page.evaluate(condition).catch(() => false))) await page.waitForTimeout(everyMs);
}

/** The page thread's CPU profile, for the performance panel. @returns stops it and writes the file */
export async function startProfile(page: Page): Promise<(file: string) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  return async (file) => writeFile(file, JSON.stringify((await session.send('Profiler.stop')).profile));
}
