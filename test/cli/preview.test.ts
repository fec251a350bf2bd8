// `privet preview`: who is answered, with what, and what is said aloud.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readlink, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { makeCertificate } from '../../src/pipeline/cli/own-certificate.ts';
import { ownAddresses, startPreview } from '../../src/pipeline/cli/preview-server.ts';
import { fixedAttempts, type Preyed, raceLinks, randomAttempt, startPrey, tryOn } from '../attack/preview-attacks.ts';
import { type Outcome, run, temporaryFolder, writeSite } from './collecting-terminal.ts';

const RANDOM_REQUESTS = 500;
const RACED_REQUESTS = 400;

/** With a built folder in it, as far as the commands look at it. */
let top: string;
let built: Outcome;
const build = (out: string) =>
  run(['build', join(top, 'items.jsonl'), '--bundle-only', '--out', out, '--cache', join(top, 'cache')]);

beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'privet-preview-test-')));
  await writeSite(top);
  built = await build(join(top, 'site', 'bundle'));
  await writeFile(join(top, 'site', 'preview.html'), 'shown');
});
afterAll(() => rm(top, { recursive: true, force: true }));

describe('what is asked of the server', () => {
  let prey: Preyed;
  beforeAll(async () => {
    prey = await startPrey();
  });
  afterAll(() => prey.close());

  test.each(fixedAttempts().map((attempt) => [attempt.group, attempt.target, attempt] as const))(
    '%s: %s',
    async (_, __, attempt) => expect(await tryOn(prey, attempt)).toBeUndefined(),
  );

  test('names, dots and slashes at random never reach what lies outside', async () => {
    const random = createRandom(20261130);
    for (let i = 0; i < RANDOM_REQUESTS; i++) expect(await tryOn(prey, randomAttempt(random))).toBeUndefined();
  });

  test('a folder that is exchanged for a link out while it is asked for gives its own file, or none', async () => {
    const { own, none, outside } = await raceLinks(prey, RACED_REQUESTS);
    expect(outside).toBe(0);
    expect(own + none).toBe(RACED_REQUESTS);
  });

  test('who is refused is told what was found and what was expected', async () => {
    const { port } = prey.server;
    const post = await fetch(`http://localhost:${port}/`, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await post.text()).toContain('found POST, expected GET or HEAD');
    const head = await fetch(`http://localhost:${port}/preview.html`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-security-policy')).toBe("default-src 'none'");
  });
});

const ofNetwork = ownAddresses().filter((address) => !address.includes(':'));

test.runIf(ofNetwork.length > 0)(
  'with --host it answers there over https, with the certificate that it names',
  async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'preview.html'), 'shown');
    const server = await startPreview({ folder, policy: "default-src 'none'", address: '0.0.0.0', port: 0 });
    onTestFinished(() => server.close());
    expect(server.others).toEqual(ofNetwork.map((address) => `https://${address}:${server.port}/preview.html`));
    for (const address of [server.url, ...server.others]) {
      expect(await getOver(address)).toEqual({ status: 200, body: 'shown', fingerprint: server.fingerprint });
    }
    const { status } = await getOver(server.url, { host: `evil.example:${server.port}` });
    expect(status).toBe(421);
  },
);

test.runIf(ofNetwork.length > 0)('without --host others in the network reach nothing', async () => {
  const folder = await temporaryFolder();
  const { port, others, close } = await startPreview({ folder, policy: '', address: '127.0.0.1', port: 0 });
  onTestFinished(close);
  expect(others).toEqual([]);
  await expect(fetch(`http://${ofNetwork[0]}:${port}/`)).rejects.toThrow('fetch failed');
});

/** Over https, whoever vouches for the certificate. */
function getOver(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; body: string; fingerprint: string }>((resolve, reject) => {
    get(url, { headers, rejectUnauthorized: false, agent: false }, async (response) => {
      const { fingerprint256: fingerprint } = (response.socket as TLSSocket).getPeerCertificate();
      resolve({ status: response.statusCode, body: (await response.toArray()).join(''), fingerprint });
    }).on('error', reject);
  });
}

test('a certificate is for the names and addresses that it was made for', () => {
  const { cert, key } = makeCertificate(['localhost', '127.0.0.1', '::1', '2001:db8:0:0::a0:1', '1:2:3:4:5:6:7:8']);
  const made = new X509Certificate(cert);
  expect(made.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(made.verify(made.publicKey)).toBe(true);
  expect(made.checkHost('localhost')).toBe('localhost');
  expect(made.checkHost('evil.example')).toBeUndefined();
  for (const address of ['127.0.0.1', '::1', '2001:db8::a0:1', '1:2:3:4:5:6:7:8']) {
    expect(made.checkIP(address)).toBe(address);
  }
  expect(made.checkIP('192.168.1.20')).toBeUndefined();
  expect(Date.parse(made.validTo) - Date.parse(made.validFrom)).toBe(8 * 86_400_000);
});

test('the command says aloud that others in the network can see the folder', async () => {
  const folder = join(top, 'site');
  const stop = new AbortController();
  stop.abort();
  const alone = await run(['preview', folder, '--port', '0'], stop.signal);
  expect(alone).toMatchObject({
    code: 0,
    notes: '',
    out: expect.stringMatching(/^http:\/\/localhost:\d+\/preview\.html/),
  });
  if (ofNetwork.length === 0) return;
  const open = await run(['preview', folder, '--port', '0', '--host', '0.0.0.0'], stop.signal);
  for (const address of ofNetwork) expect(open.out).toContain(`https://${address}:`);
  expect(open.notes).toContain('everybody in that network can see the folder');
  expect(open.notes).toMatch(/SHA-256 ([\dA-F]{2}:){31}[\dA-F]{2}/);
});

test('an address that is none, or of another machine, is refused in words', async () => {
  const folder = join(top, 'site');
  const name = await run(['preview', folder, '--host', 'evil.example']);
  expect([name.code, name.notes]).toEqual([2, expect.stringContaining('Expected an address such as')]);
  const elsewhere = await run(['preview', folder, '--port', '0', '--host', '203.0.113.7']);
  expect(elsewhere.code).toBe(1);
  expect(elsewhere.notes).toContain('found 203.0.113.7, expected an address of this machine: 127.0.0.1');
});

test('where --out leads elsewhere by a link, the build says where it really writes', async () => {
  expect(built.notes).not.toContain('symbolic link');
  await mkdir(join(top, 'real'));
  await symlink('real', join(top, 'link'));
  const out = join(top, 'link', 'deeper', 'bundle');
  const { code, notes } = await build(out);
  expect(code).toBe(0);
  expect(notes).toContain(
    `warning: ${out} is written to ${join(top, 'real', 'deeper', 'bundle')}: ${join(top, 'link')} is a symbolic link`,
  );
});

test('where --out is a link in place of a file, embed says that it is replaced', async () => {
  const file = join(top, 'file.parquet');
  await symlink('elsewhere.parquet', file);
  const { notes } = await run(['embed', '--bundle', join(top, 'site', 'bundle'), '--out', file]);
  expect(notes).toContain(`${file} is a symbolic link: it is replaced`);
  await expect(readlink(file)).rejects.toThrow('EINVAL');
});
