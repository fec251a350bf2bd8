// Has invented profiles judged by an endpoint, some at a time. What is answered is kept at once; what goes wrong with one profile
// leaves the others as they are, and a run that ends early says where it stands.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { InputError } from '../../errors.ts';
import type { JudgedProfile } from '../../formats/judgements.ts';
import type { Asker } from './ask-endpoint.ts';
import type { InventedProfile } from './invent-profiles.ts';
import { messagesOf, readGrades } from './rubric.ts';

/** A wrong answer is asked for again so often. */
const MOST_AGAIN = 2;
/** After so many profiles in a row without a usable answer there will be none. */
const MOST_UNUSABLE = 5;

export interface JudgeOptions {
  asker: Asker;
  catalog: ItemCatalog;
  concurrency: number;
  onJudged(profile: JudgedProfile): Promise<void>;
  onProgress(numDone: number, numAll: number): void;
  signal: AbortSignal;
}

export interface JudgeOutcome {
  /** What was wrong, by profile. */
  unusable: Map<string, string>;
  isBudgetSpent: boolean;
  /** What ended it. */
  failure?: unknown;
}

/** Never throws: what ends it is in the outcome, after all that was under way is kept. */
export async function judgeProfiles(
  profiles: readonly InventedProfile[],
  options: JudgeOptions,
): Promise<JudgeOutcome> {
  const { asker, catalog, onJudged, onProgress, signal } = options;
  const outcome: JudgeOutcome = { unusable: new Map(), isBudgetSpent: false };
  const waiting = [...profiles];
  let [done, inARow] = [0, 0];

  const judge = async (invented: InventedProfile): Promise<void> => {
    const { candidates, ...profile } = invented;
    let problem: string | undefined;
    for (let i = 0; i <= MOST_AGAIN; i++) {
      const answer = await asker.ask(messagesOf(catalog, invented, problem), candidates.length, signal);
      if (answer === undefined) {
        outcome.isBudgetSpent = true;
        return;
      }
      const grades = readGrades(answer, candidates.length);
      if (typeof grades !== 'string') {
        inARow = 0;
        const judged = candidates.map(({ item, from }, at) => {
          const { grade, reason } = grades[at]!;
          const title = catalog.title(catalog.indexOf(item)!);
          return { item, title, grades: [grade], ...(reason !== undefined && { reason }), from };
        });
        await onJudged({ ...profile, judged });
        onProgress(++done, profiles.length);
        return;
      }
      problem = grades;
    }
    outcome.unusable.set(profile.profile, problem!);
    onProgress(++done, profiles.length);
    if (++inARow >= MOST_UNUSABLE)
      throw new InputError({
        file: 'the model',
        found: `${inARow} profiles in a row without a usable answer (the last one: ${problem})`,
        expected: 'JSON as the rubric asks for it: another model may give it',
      });
  };

  const work = async () => {
    for (;;) {
      const next = waiting.shift();
      if (!next || outcome.failure || outcome.isBudgetSpent || signal.aborted) return;
      await judge(next).catch((error) => {
        outcome.failure ??= error;
      });
    }
  };
  onProgress(0, profiles.length);
  await Promise.all(Array.from({ length: options.concurrency }, work));
  if (signal.aborted) outcome.failure ??= signal.reason;
  return outcome;
}
