// Workers from checked scripts, in a real browser: parts that share one module, files that are others than the build knew, and
// starting without the network.
import { afterEach, expect, test, vi } from 'vitest';
import { withPartHashes } from '../../../src/fetching/checked-code/parts.ts';
import { fetchScripts, startScript } from '../../../src/fetching/checked-code/start-script.ts';

const LOADER = new URL('../../../src/fetching/checked-code/import-part.ts', import.meta.url).href;
/** As a built worker begins; the loader comes from the test's server, which wraps what it imports. */
const entry = (rest: string): string =>
  `import{hearOfParts}from${JSON.stringify(LOADER)};self.__vitest_browser_runner__={wrapDynamicImport:load=>load()};hearOfParts();${rest}`;

const realFetch = globalThis.fetch;
const workers: Worker[] = [];
let asked: string[] = [];
let number = 0;

async function sealOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const { length } = new TextEncoder().encode(text);
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}?${length}`;
}

/** A host with these files; what a name answers can be changed. */
function serve(files: Record<string, string>): string {
  const base = `https://host${++number}.example/`;
  asked = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (!url.startsWith(base)) return realFetch(url, init);
    const name = url.slice(base.length);
    asked.push(name);
    return name in files ? new Response(files[name]) : new Response('', { status: 404 });
  });
  return base;
}

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
  vi.unstubAllGlobals();
});

const SHARED = 'export const shared={};';
const PART = 'import{shared}from"./shared.js";shared.count=(shared.count??0)+1;export const count=shared.count;';
const OTHER = 'import{shared}from"./shared.js";export const seen=shared.count;';
const ENTRY = entry(`onmessage=async({data})=>{if(!data.ask)return;try{
  const{count}=await import(\`./part.js\`);const again=await import(\`./part.js\`);const{seen}=await import(\`./other.js\`);
  postMessage({count,again:again.count,seen,here:import.meta.url})}catch(e){postMessage({error:e.message})}};`);

async function files(changed: Record<string, string> = {}) {
  const parts = { 'shared.js': SHARED, 'part.js': PART, 'other.js': OTHER };
  const hashes: Record<string, string> = {};
  for (const [name, text] of Object.entries(parts)) hashes[name] = await sealOf(text);
  const script = withPartHashes(ENTRY, hashes);
  const base = serve({ ...parts, 'entry.js': script, ...changed });
  return { url: `${base}entry.js`, integrity: await sealOf(script) };
}

async function ask(worker: Worker): Promise<Record<string, unknown>> {
  workers.push(worker);
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => !('isStarted' in data) && resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage({ ask: true });
  });
}

test('a worker whose parts were fetched ahead starts twice without asking for anything, each part being one module', async () => {
  const script = await files();
  await fetchScripts([script]);
  expect(asked).toEqual(['entry.js', 'shared.js', 'part.js', 'other.js']);
  for (const _ of [1, 2]) {
    const answer = await ask(await startScript(script, 'a test'));
    expect(answer).toEqual({ count: 1, again: 1, seen: 1, here: script.url });
  }
  expect(asked.length).toBe(4);
});

test.each([
  ['the entry', 'entry.js'],
  ['a part', 'part.js'],
  ['what two parts share', 'shared.js'],
])('%s is another file than the build knew: it is asked for once more, then refused by name', async (_, name) => {
  const script = await files({ [name]: 'postMessage({ran:true})' });
  await expect(fetchScripts([script])).rejects.toThrow(`${name}: it is another file than this page was built with`);
  expect(asked.filter((other) => other === name).length).toBe(2);
});

test('what is missing is told, and asked for again', async () => {
  const script = await files();
  serve({});
  const [gone] = [{ ...script, url: `https://host${number}.example/entry.js` }];
  await expect(startScript(gone, 'a test')).rejects.toThrow('entry.js: HTTP status is 404, expected 200');
  await expect(startScript(gone, 'a test')).rejects.toThrow('entry.js: HTTP status is 404, expected 200');
  expect(asked.length).toBe(2);
});
