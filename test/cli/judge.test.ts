// `privet judge` beside an endpoint of this machine: what is sent, what is kept, and what becomes of answers that are wrong, late
// or refused.
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseJudgements } from '../../src/formats/judgements.ts';
import { run, temporaryFolder, writeSite } from './collecting-terminal.ts';
import { answerRight, gradesOf, pretendEndpoint, refuse, say } from './pretend-endpoint.ts';

const KEY = 'sk-test-0123456789';
let folder: string;
let bundle: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-judge-'));
  bundle = join(folder, 'bundle');
  const { items } = await writeSite(folder);
  const built = await run(['build', items, '--bundle-only', '--out', bundle, '--cache', join(folder, 'cache')]);
  expect(built.code, built.notes).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  delete process.env.PRIVET_API_KEY;
});

/** With a file of its own. */
async function judge(url: string, options: string[] = [], signal?: AbortSignal, out?: string) {
  const file = out ?? join(await temporaryFolder(), 'judged.jsonl');
  const args = ['judge', bundle, '--endpoint', url, '--model', 'm', '--out', file, ...options];
  const told = await run(args, signal);
  return { ...told, file, text: await readFile(file, 'utf8').catch(() => undefined) };
}

test('sends rubric, invented profiles and texts of the catalog; keeps grades with titles; the same seed asks the same', async () => {
  process.env.PRIVET_API_KEY = KEY;
  const endpoint = await pretendEndpoint();
  const first = await judge(endpoint.url, ['--profiles', '6', '--concurrency', '1']);
  expect(first.code, first.notes).toBe(0);
  expect(endpoint.asked[0]!.path).toBe('/v1/chat/completions');
  expect(endpoint.asked[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(endpoint.asked[0]!.body.response_format).toEqual({ type: 'json_object' });
  expect(endpoint.asked.filter(({ body }) => body.messages[1]!.content.includes('Said for now: "'))).toHaveLength(2);
  const profiles = parseJudgements(first.text!, 'judged');
  expect(profiles).toHaveLength(6);
  for (const { events, judged } of profiles) {
    expect(events.length).toBeGreaterThanOrEqual(2);
    expect(judged.length).toBeGreaterThanOrEqual(4);
    expect(judged.some(({ item }) => events.some(({ itemId }) => itemId === item))).toBe(false);
    expect(judged[0]!.title).toMatch(/number \d+$/);
  }
  expect(first.out).toMatch(/grades: 0: \d+, 1: 0, .*\nreasons: .*\nread .* above all what has a 0 or 1/);
  expect(`${first.out}${first.notes}${first.text}`).not.toContain(KEY);
  const again = await judge(endpoint.url, ['--profiles', '6', '--concurrency', '1']);
  expect(again.text).toBe(first.text);
});

test('a dry run says what would be sent, and sends and writes nothing', async () => {
  const endpoint = await pretendEndpoint();
  const { code, out, text } = await judge(endpoint.url, ['--profiles', '3', '--dry-run']);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^3 requests to http:.*some [\d,]+ tokens[\s\S]*"You judge recommendations[\s\S]*nothing was sent$/,
  );
  expect({ asked: endpoint.asked, text }).toEqual({ asked: [], text: undefined });
});

test('prose around JSON, half JSON, wrong grades, refused JSON mode, 429 and 500 cost another request each, and no profile', async () => {
  const endpoint = await pretendEndpoint((response, asked, number) => {
    const right = JSON.stringify({ grades: gradesOf(asked) });
    const wrong = JSON.stringify({ grades: gradesOf(asked).map((one) => ({ ...one, grade: 7 })) });
    if (number === 1) return refuse(response, 400, {}, 'response_format is not supported');
    if (number === 2) return say(response, right.slice(0, 60));
    if (number === 3) return say(response, wrong);
    if (number === 4) return say(response, `Sure, {here} they are:\n\`\`\`json\n${right}\n\`\`\`\nAnything else?`);
    if (number === 5) return refuse(response, 500);
    if (number === 6) return refuse(response, 429, { 'retry-after': '0' });
    say(response, right);
  });
  const { code, notes, text } = await judge(endpoint.url, ['--profiles', '2', '--concurrency', '1']);
  expect(code, notes).toBe(0);
  expect(parseJudgements(text!, 'judged')).toHaveLength(2);
  expect(endpoint.asked).toHaveLength(7);
  expect(endpoint.asked[1]!.body).toMatchObject({ temperature: 0 });
  expect(endpoint.asked[1]!.body.response_format).toBeUndefined();
  expect(endpoint.asked[3]!.body.messages[1]!.content).toContain('cannot be used: grades.0.grade is wrong');
  expect(notes).toContain('429; asked again in 0 s');
  expect(notes).toContain('500; asked again in 1 s');
});

test('a slow answer is asked for again; what is never answered ends the run, and says how to go on', async () => {
  let isSilent = false;
  const endpoint = await pretendEndpoint((response, asked, number) => {
    if (isSilent || number === 1) return;
    answerRight(response, asked, number);
    isSilent = number === 3;
  });
  const options = ['--profiles', '5', '--concurrency', '1', '--timeout', '1'];
  const { code, notes, file } = await judge(endpoint.url, options);
  expect(code).toBe(1);
  expect(notes).toMatch(/found no answer within 1 s, .*\. 2 of 5 profiles are in .*: the same command goes on there$/);
  isSilent = false;
  const on = await judge(endpoint.url, options, undefined, file);
  expect(on.code, on.notes).toBe(0);
  expect(on.notes).toContain('goes on: 2 of 5 profiles are in it');
  expect(parseJudgements(on.text!, 'judged').map(({ profile }) => profile)).toEqual(
    [1, 2, 3, 4, 5].map((n) => `1-00${n}`),
  );
}, 30_000);

test('stopped in the middle, with a line half-written: the next run cuts it off and asks for what is missing alone', async () => {
  const stop = new AbortController();
  const endpoint = await pretendEndpoint((response, asked, number) => {
    if (number === 4) stop.abort();
    else answerRight(response, asked, number);
  });
  const options = ['--profiles', '5', '--concurrency', '1'];
  const stopped = await judge(endpoint.url, options, stop.signal);
  expect(stopped.code).toBe(130);
  expect(parseJudgements(stopped.text!, 'judged')).toHaveLength(3);
  await truncate(stopped.file, stopped.text!.length - 40);
  const on = await judge((await pretendEndpoint()).url, options, undefined, stopped.file);
  expect(on.code, on.notes).toBe(0);
  expect(on.notes).toContain('its last line was half-written and is cut off');
  expect(on.notes).toContain('2 of 5 profiles are in it');
  expect((await judge(endpoint.url, ['--profiles', '7', '--dry-run'], undefined, on.file)).out).toMatch(/^2 requests/);
  expect(parseJudgements(on.text!, 'judged')).toHaveLength(5);
});

test('a budget is not passed, and what was bought is kept', async () => {
  const endpoint = await pretendEndpoint();
  const { code, notes, text } = await judge(endpoint.url, ['--profiles', '5', '--budget', '2']);
  expect(code).toBe(1);
  expect(notes).toMatch(/--budget: found nothing left for another request.*2 of 5 profiles are in/);
  expect(endpoint.asked).toHaveLength(2);
  expect(parseJudgements(text!, 'judged')).toHaveLength(2);
  const tokens = await judge(endpoint.url, ['--profiles', '5', '--budget', '10 tokens']);
  expect({ code: tokens.code, asked: endpoint.asked.length, text: tokens.text }).toEqual({
    ...{ code: 1, asked: 2, text: undefined },
  });
});

test('a model that only talks ends the run after some profiles; a refused key is told without the key', async () => {
  const talking = await pretendEndpoint((response) => say(response, 'I would rather not grade people.'));
  const prose = await judge(talking.url, ['--profiles', '50', '--concurrency', '1']);
  expect(prose.code).toBe(1);
  expect(prose.notes).toContain('5 profiles in a row without a usable answer (the last one: it has no JSON');
  expect(talking.asked).toHaveLength(15);
  process.env.PRIVET_API_KEY = KEY;
  const refusing = await pretendEndpoint((response) => refuse(response, 404, {}, `no model for ${KEY}\u001b[2J`));
  const refused = await judge(refusing.url, ['--profiles', '3']);
  expect(refused.notes).toMatch(/found 404 \(no model for … \[2J\), expected/);
  expect(`${refused.out}${refused.notes}`).not.toContain(KEY);
  process.env.PRIVET_API_KEY = 'one\ntwo';
  const odd = await judge(refusing.url);
  expect(odd.notes).toContain('PRIVET_API_KEY: found characters that no key has');
  expect(odd.notes).not.toContain('two');
});

test.each([
  [401, 'found 401: the key is missing or refused (PRIVET_API_KEY), expected'],
  [307, 'found 307, which leads elsewhere: name that address, expected'],
])('%i ends the run with the first request, and leaves no file', async (status, message) => {
  const endpoint = await pretendEndpoint((response) => refuse(response, status, { location: 'http://127.0.0.1:9/v1' }));
  const { code, notes, text } = await judge(endpoint.url, ['--profiles', '3', '--concurrency', '1']);
  expect({ code, asked: endpoint.asked.length, text }).toEqual({ code: 1, asked: 1, text: undefined });
  expect(notes).toContain(message);
});

test.each([
  [['--endpoint', 'ftp://host/v1'], 'Expected an address such as'],
  [['--endpoint', 'https://me:secret@host/v1'], 'without a name or a password'],
  [['--budget', 'much'], 'Expected requests such as 200'],
  [['--concurrency', '1000'], 'Expected an integer from 1 to 64'],
])('a mistake in the call: %j', async (options, message) => {
  const { code, notes } = await judge('http://localhost:1/v1', options);
  expect({ code, isTold: notes.includes(message) }).toEqual({ code: 2, isTold: true });
});

test('a file that is something else stays as it is', async () => {
  const file = join(await temporaryFolder(), 'notes.txt');
  await writeFile(file, 'my notes\nwithout an end');
  const { code, notes, text } = await judge('http://localhost:1/v1', [], undefined, file);
  expect(code).toBe(1);
  expect(notes).toContain('line 1 is no header');
  expect(text).toBe('my notes\nwithout an end');
});
