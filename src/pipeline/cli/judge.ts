// `privet judge`: asks an endpoint to grade items of a built bundle for invented profiles. What comes of it is a file that a
// person reads and edits, and that `privet build --judgements` learns from.
import { Command, InvalidArgumentError } from 'commander';
import { InputError } from '../../errors.ts';
import { GRADES, gradeOf, JUDGED_REASONS, type JudgedProfile, judgementsHeader } from '../../formats/judgements.ts';
import { openCatalog } from '../input/read-bundle-folder.ts';
import {
  Asker,
  type Budget,
  completionsUrl,
  type Endpoint,
  estimatedTokens,
  requestBody,
  shownUrl,
} from '../match/ask-endpoint.ts';
import { folderFiles, openBundleEngine } from '../match/bundle-engine.ts';
import { type InventedProfile, inventedName, inventProfile } from '../match/invent-profiles.ts';
import { type JudgeOutcome, judgeProfiles } from '../match/judge-profiles.ts';
import { growJudgements, readJudgements } from '../match/judgements-file.ts';
import { messagesOf } from '../match/rubric.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { parseUpTo, seedOption } from './options.ts';

interface JudgeCommandOptions {
  endpoint: URL;
  model: string;
  profiles: number;
  seed: number;
  out: string;
  budget?: Budget;
  dryRun?: boolean;
  concurrency: number;
  timeout: number;
}

const KEYS = ['PRIVET_API_KEY', 'OPENAI_API_KEY'];
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const EXAMPLES = `
Examples:
  $ privet judge public/privet/bundle --endpoint http://localhost:11434/v1 --model qwen3 --dry-run
  $ privet judge public/privet/bundle --endpoint http://localhost:11434/v1 --model qwen3
  $ privet judge public/privet/bundle --endpoint https://api.openai.com/v1 --model gpt-5-mini --budget "500000 tokens"

It invents people out of the catalog alone: 3 to 30 events each, for every third one a sentence. For each of them the page's own
engine lists some twelve items, and one request asks for a grade of each, from 0 (a mistake) to 4 (surely), with a reason. Sent
are texts of the catalog and these invented profiles, to the endpoint that you name and nowhere else; a log is never read.

An endpoint is one that is compatible with OpenAI's chat completions: a server on your own machine too. The key comes from
PRIVET_API_KEY (else OPENAI_API_KEY) in the environment, and is neither printed nor stored.

Each profile that is judged is kept at once. The same command goes on where it was stopped; another --seed adds other people.
Read the file before you build with it, above all the grades 0 and 1, and correct what is wrong: privet build --judgements FILE
then says whether a match filter learned from it is worth having (docs/match-filter.md).`;

export function judgeCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('judge')
    .summary('have recommendations graded, for a match filter')
    .description(
      'Asks a language model to grade items of a bundle for invented profiles, into a file that build --judgements learns from.',
    )
    .argument('<bundle>', 'folder of a bundle, which has manifest.json')
    .requiredOption('--endpoint <url>', 'http or https, such as http://localhost:11434/v1', parseEndpoint)
    .requiredOption('--model <name>', 'the model, as the endpoint calls it')
    .option('--profiles <n>', 'how many people are invented', parseUpTo(100_000), 100)
    .addOption(seedOption())
    .option('--out <file>', 'the file that is written, or goes on', 'judgements.jsonl')
    .option('--budget <amount>', 'ends before more is sent: 200 (requests), or "500000 tokens"', parseBudget)
    .option('--dry-run', 'says what would be sent, and sends nothing')
    .option('--concurrency <n>', 'requests at a time', parseUpTo(64), 2)
    .option('--timeout <seconds>', 'how long one answer is waited for', parseUpTo(3600), 60)
    .addHelpText('after', EXAMPLES)
    .action((folder: string, options: JudgeCommandOptions) => runJudge(folder, options, terminal, signal));
}

async function runJudge(folder: string, options: JudgeCommandOptions, terminal: Terminal, signal: AbortSignal) {
  const { endpoint: url, model, out, profiles: numAll, seed, dryRun = false } = options;
  const { keyName, key } = apiKey();
  const { manifest, catalog } = await openCatalog(folder);
  const about = `Invented people over ${manifest.name}; a grade of 0 or 1 is a bad recommendation.`;
  const header = judgementsHeader({ date: new Date().toISOString().slice(0, 10), author: model, about });
  const file = dryRun ? undefined : await growJudgements(out, header);
  try {
    if (file?.wasCut) terminal.note(`${out}: its last line was half-written and is cut off`);
    const earlier = file?.profiles ?? (await readJudgements([out]).catch(() => []));
    const has = new Set(earlier.map(({ profile }) => profile));
    const numbers = Array.from({ length: numAll }, (_, i) => i + 1).filter((n) => !has.has(inventedName(seed, n)));
    if (has.size > 0) terminal.note(`${out} goes on: ${numAll - numbers.length} of ${numAll} profiles are in it`);
    const invented = await inventAll(folder, catalog, { seed, numbers, terminal, signal });
    if (dryRun) return printDryRun(invented, { url, model, catalog, terminal });
    const withKey = keyName ? `, with the key in ${keyName}` : '';
    terminal.note(`to ${shownUrl(url)}${withKey}: texts of the catalog and invented profiles, nothing else`);
    if (key && url.protocol === 'http:' && !LOCAL.test(url.hostname))
      terminal.note('warning: over http others on the way can read the key and what is sent');
    const kept: JudgedProfile[] = [...earlier];
    const bar = terminal.progress(`asking ${model}`);
    const endpoint: Endpoint = { url, model, key, timeoutMs: options.timeout * 1000 };
    const asker = new Asker(endpoint, options.budget, terminal.note);
    const outcome = await judgeProfiles(invented, {
      ...{ asker, catalog, signal, concurrency: options.concurrency, onProgress: bar.update },
      async onJudged(profile) {
        await file!.append(profile);
        kept.push(profile);
      },
    }).finally(bar.stop);
    const numDone = numAll - invented.length + kept.length - earlier.length;
    const stand = `${numDone} of ${numAll} profiles are in ${out}`;
    terminal.note(`${stand}; ${asker.requests} requests, some ${counted(asker.tokens)} tokens`);
    if (kept.length > 0) for (const line of summaryLines(kept, out)) terminal.print(line);
    if (signal.aborted) throw outcome.failure;
    const ending = endingOf(outcome, stand);
    if (ending) throw ending;
  } finally {
    await file?.close();
  }
}

/** What ended it before all was done, with how to go on. @param stand  how far it came */
function endingOf({ failure, isBudgetSpent, unusable }: JudgeOutcome, stand: string): unknown {
  const mend = `${stand}: the same command goes on there`;
  if (failure instanceof InputError) {
    const { file, found, expected } = failure;
    return new InputError({ file, found, expected, mend });
  }
  if (failure) return failure;
  if (isBudgetSpent)
    return new InputError({ file: '--budget', found: 'nothing left for another request', expected: 'more', mend });
  const [first] = unusable;
  if (!first) return undefined;
  return new InputError({
    file: 'the model',
    found: `no usable answer for ${unusable.size} profiles (${first[0]}: ${first[1]})`,
    expected: 'JSON as the rubric asks for it',
    mend: `${stand}: the same command asks for the others again`,
  });
}

async function inventAll(
  folder: string,
  catalog: Awaited<ReturnType<typeof openCatalog>>['catalog'],
  { seed, numbers, terminal, signal }: { seed: number; numbers: number[]; terminal: Terminal; signal: AbortSignal },
): Promise<InventedProfile[]> {
  if (numbers.length === 0) return [];
  const { engine, close } = await openBundleEngine(folderFiles(folder), true);
  const bar = terminal.progress('inventing people');
  try {
    const invented: InventedProfile[] = [];
    for (const [i, number] of numbers.entries()) {
      signal.throwIfAborted();
      bar.update(i, numbers.length);
      invented.push(await inventProfile({ engine, catalog, seed }, number));
    }
    bar.update(numbers.length, numbers.length);
    return invented;
  } finally {
    bar.stop();
    await close();
  }
}

function printDryRun(
  invented: readonly InventedProfile[],
  {
    url,
    model,
    catalog,
    terminal,
  }: Pick<Endpoint, 'url' | 'model'> & {
    catalog: Parameters<typeof messagesOf>[0];
    terminal: Terminal;
  },
): void {
  const asked = invented.map((profile) => messagesOf(catalog, profile));
  const tokens = asked.reduce((sum, one, i) => sum + estimatedTokens(one, invented[i]!.candidates.length), 0);
  terminal.print(
    `${counted(asked.length)} requests to ${shownUrl(url)}, some ${counted(tokens)} tokens with the answers`,
  );
  if (asked[0]) terminal.print(`the first one:\n${JSON.stringify(requestBody(model, asked[0]), null, 2)}`);
  terminal.print('nothing was sent');
}

function summaryLines(profiles: readonly JudgedProfile[], out: string): string[] {
  const items = profiles.flatMap(({ judged }) => judged);
  const grades = GRADES.map(
    (grade) => `${grade}: ${items.filter((item) => Math.round(gradeOf(item)) === grade).length}`,
  );
  const reasons = JUDGED_REASONS.map(
    (reason) => [reason, items.filter((item) => item.reason === reason).length] as const,
  );
  const told = reasons.filter(([, count]) => count > 0).toSorted((a, b) => b[1] - a[1]);
  return [
    `${counted(items.length)} judged pairs of ${counted(profiles.length)} profiles`,
    `grades: ${grades.join(', ')}`,
    `reasons: ${told.map(([reason, count]) => `${reason}: ${count}`).join(', ')}`,
    `read ${out} before you build with it, above all what has a 0 or 1, and correct what is wrong`,
    `then: privet build ... --judgements ${out}`,
  ];
}

/** @throws InputError for what can be no key: a request would name it in its error */
function apiKey(): { keyName?: string; key?: string } {
  const keyName = KEYS.find((name) => process.env[name]?.trim());
  if (keyName === undefined) return {};
  const key = process.env[keyName]!.trim();
  if (/^[\x21-\x7e]+$/.test(key)) return { keyName, key };
  throw new InputError({
    file: keyName,
    found: 'characters that no key has',
    expected: 'a key, letters and signs alone',
  });
}

function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return completionsUrl(url);
  throw new InvalidArgumentError(
    'Expected an address such as http://localhost:11434/v1, without a name or a password.',
  );
}

function parseBudget(text: string): Budget {
  const [, amount, of = 'request'] = /^(\d{1,12})(?:\s*(request|token)s?)?$/.exec(text.trim()) ?? [];
  if (amount !== undefined && Number(amount) >= 1) {
    return { amount: Number(amount), of: of === 'token' ? 'tokens' : 'requests' };
  }
  throw new InvalidArgumentError('Expected requests such as 200, or "500000 tokens".');
}

const counted = (value: number) => value.toLocaleString('en-GB');
