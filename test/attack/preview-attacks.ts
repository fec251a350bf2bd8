// What is tried on the server of `privet preview`: each attempt with what it must not get. Requests are written byte by byte,
// because clients mend paths and hosts before they send them.
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../../src/numerics/random.ts';
import { type PreviewServer, startPreview } from '../../src/pipeline/cli/preview-server.ts';

export const SECRET = 'what lies outside';
const OWN = 'a file of the folder';

export interface Attempt {
  /** What is tried, in words. */
  group: string;
  method?: string;
  target: string;
  /** Lines; `{own}` stands for the server's own. */
  headers?: readonly string[];
  /** One of these it must get; undefined: anything that has nothing of the outside. */
  statuses?: readonly number[];
}

export interface Preyed {
  server: PreviewServer;
  folder: string;
  outside: string;
  close(): Promise<void>;
}

/** A folder with links of all kinds beside a secret, and its server. */
export async function startPrey(): Promise<Preyed> {
  const top = await mkdtemp(join(tmpdir(), 'privet-preview-'));
  const [folder, outside] = [join(top, 'site'), join(top, 'site-secret')];
  for (const path of [folder, join(folder, 'bundle'), outside]) await mkdir(path);
  await writeFile(join(outside, 'secret.txt'), SECRET);
  for (const name of ['preview.html', 'bundle/manifest.json', 'a b.js']) await writeFile(join(folder, name), OWN);
  await symlink(outside, join(folder, 'out'));
  await symlink('../site-secret', join(folder, 'out-relative'));
  await symlink(join(outside, 'secret.txt'), join(folder, 'secret.txt'));
  await symlink('secret.txt', join(folder, 'secret-by-two'));
  await symlink('loop', join(folder, 'loop'));
  await symlink(join(outside, 'nothing'), join(folder, 'dangling'));
  await symlink('bundle', join(folder, 'inside'));
  await symlink('/dev/zero', join(folder, 'zero'));
  const server = await startPreview({ folder, policy: "default-src 'none'", address: '127.0.0.1', port: 0 });
  const close = async () => {
    server.close();
    await rm(top, { recursive: true, force: true });
  };
  return { server, folder, outside, close };
}

const HOSTS_OF_OTHERS = [
  ...['evil.example', 'evil.example:{port}', 'localhost.evil.example:{port}', 'localhost:1', 'localhost', '127.0.0.1'],
  ...[
    '127.1:{port}',
    '2130706433:{port}',
    '0.0.0.0:{port}',
    '[::]:{port}',
    '[::ffff:127.0.0.1]:{port}',
    'localhost.:{port}',
  ],
  ...[
    'evil.example:{port}@localhost:{port}',
    'localhost:{port}@evil.example',
    ' ',
    'localhost:{port}, evil.example',
    '-',
    '%00',
  ],
];
const OWN_HOSTS = ['localhost:{port}', '127.0.0.1:{port}', '[::1]:{port}', 'LOCALHOST:{port}'];
const WAYS_OUT = [
  ...['/../site-secret/secret.txt', '/bundle/../../site-secret/secret.txt', '/..', '/%2e%2e/site-secret/secret.txt'],
  ...['/.%2e/site-secret/secret.txt', '/%2e%2e%2fsite-secret%2fsecret.txt', '/..%2fsite-secret%2fsecret.txt'],
  ...['/..\\site-secret\\secret.txt', '/..%5csite-secret%5csecret.txt', '/bundle%2f..%2f..%2fsite-secret/secret.txt'],
  ...['/%252e%252e/site-secret/secret.txt', '/..;/site-secret/secret.txt', '//site-secret/secret.txt', '/%', '/%ff%fe'],
  ...['/preview.html%00.js', '/%00', '/secret.txt%00', '/%c0%ae%c0%ae/site-secret/secret.txt', '/./../site-secret/x'],
  ...['/-secret/secret.txt', '/../site-secret', '/etc/passwd', '//etc/passwd', '/%2fetc%2fpasswd', '/C:%5cwindows'],
  ...['http://evil.example/secret.txt', 'http://localhost/../site-secret/secret.txt', 'preview.html', '*'],
];
const LINKS = [
  '/out/secret.txt',
  '/out-relative/secret.txt',
  '/secret.txt',
  '/secret-by-two',
  '/loop',
  '/dangling',
  '/zero',
];
/** Node itself refuses what is no address at all. */
const NOT_FOUND = [404, 400];
const METHODS = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'MKCOL', 'LOCK'];

export function fixedAttempts(): Attempt[] {
  return [
    ...HOSTS_OF_OTHERS.map((host) => ({
      group: 'asked for by another name',
      target: '/preview.html',
      headers: [`Host: ${host}`],
      statuses: [421],
    })),
    { group: 'two hosts', target: '/preview.html', headers: ['Host: {own}', 'Host: evil.example'], statuses: [421] },
    { group: 'two hosts', target: '/preview.html', headers: ['Host: evil.example', 'Host: {own}'], statuses: [421] },
    { group: 'no host', target: '/preview.html', headers: [], statuses: [400] },
    ...OWN_HOSTS.map((host) => ({
      group: 'asked for by its own name',
      target: '/preview.html',
      headers: [`Host: ${host}`],
      statuses: [200],
    })),
    ...WAYS_OUT.map((target) => ({ group: 'a path that leads out', target, statuses: NOT_FOUND })),
    ...LINKS.map((target) => ({ group: 'a link that leads out, or nowhere', target, statuses: NOT_FOUND })),
    { group: 'a folder', target: '/bundle', statuses: NOT_FOUND },
    { group: 'a file of its own', target: '/', statuses: [200] },
    { group: 'a file of its own', target: '/a%20b.js?x=/../', statuses: [200] },
    { group: 'a file of its own', target: '/inside/manifest.json', statuses: [200] },
    ...METHODS.map((method) => ({ group: 'another method', method, target: '/preview.html', statuses: [405] })),
  ];
}

/** Any names, dots and slashes in any of the ways in which they can be written. */
export function randomAttempt(random: Random): Attempt {
  const pieces = Array.from({ length: 1 + random.integer(6) }, () => {
    const name = NAMES[random.integer(NAMES.length)]!;
    const mark = MARKS[random.integer(MARKS.length)]!;
    return random.next() < 0.5 ? mark + name : name + mark;
  });
  return { group: 'names, dots and slashes at random', target: `/${pieces.join('')}` };
}
const NAMES = [
  'site-secret',
  'secret.txt',
  'bundle',
  'out',
  'inside',
  'site',
  'preview.html',
  '..',
  '.',
  '%2e%2e',
  '.%2E',
];
const MARKS = ['/', '//', '%2f', '%5c', '\\', '%00', '/./', '/../', ';', '?', '%252f', ''];

/** @returns what is wrong with what it got; undefined where it held */
export async function tryOn({ server: { port } }: Preyed, attempt: Attempt): Promise<string | undefined> {
  const { method = 'GET', target, headers = ['Host: {own}'], statuses } = attempt;
  const lines = [`${method} ${target} HTTP/1.1`, ...headers, 'Connection: close', 'Content-Length: 0', '', ''];
  const text = lines.join('\r\n').replaceAll('{own}', 'localhost:{port}').replaceAll('{port}', String(port));
  const answer = await send(port, text);
  const [, got] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? [];
  const what = `${method} ${target} (${headers.join(', ')})`;
  if (answer.includes(SECRET)) return `${what}: got what lies outside`;
  if (!statuses || statuses.includes(Number(got))) return undefined;
  return `${what}: got ${got ?? 'no answer'}, expected ${statuses.join(' or ')}`;
}

function send(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.setEncoding('latin1').setTimeout(10_000, () => socket.destroy(new Error('no answer for 10 s')));
    socket.on('data', (piece: string) => {
      answer += piece;
      // What has no end shows what it is long before.
      if (answer.length > 1_000_000) socket.destroy();
    });
    socket.on('error', reject).on('close', () => resolve(answer));
  });
}

/**
 * Asks for a file while its folder is exchanged, again and again, for a link that leads out.
 *
 * @returns answers by what they were; `outside` must be 0
 */
export async function raceLinks(
  prey: Preyed,
  numRequests: number,
): Promise<Record<'own' | 'none' | 'outside', number>> {
  const { folder, outside } = prey;
  const [place, real, away] = ['racing', 'racing-real', 'racing-away'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(real);
  await writeFile(join(real, 'secret.txt'), OWN);
  await rename(real, place);
  await symlink(outside, away);
  let isOver = false;
  const swapping = (async () => {
    while (!isOver) {
      await rename(place, real);
      await rename(away, place);
      await rename(place, away);
      await rename(real, place);
    }
  })();
  const found = { own: 0, none: 0, outside: 0 };
  const { port } = prey.server;
  for (let done = 0; done < numRequests; done += 8) {
    const text = `GET /racing/secret.txt HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`;
    for (const answer of await Promise.all(Array.from({ length: 8 }, () => send(port, text)))) {
      found[answer.includes(SECRET) ? 'outside' : answer.includes(OWN) ? 'own' : 'none']++;
    }
  }
  isOver = true;
  await swapping;
  return found;
}
