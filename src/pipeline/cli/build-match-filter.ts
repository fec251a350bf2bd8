// `build --judgements`: the judged pairs are read before the work, and learned from when the bundle is made.
import { InputError } from '../../errors.ts';
import type { JudgedProfile } from '../../formats/judgements.ts';
import type { Items } from '../../items/item.ts';
import { openBundleEngine } from '../match/bundle-engine.ts';
import { readJudgements } from '../match/judgements-file.ts';
import { fitSiteFilter } from '../match/site-filter.ts';
import type { MakeMatchFilter } from '../site/publish-folder.ts';
import { begun, type Progress } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface MatchFilterOptions {
  input: Items;
  seed: number;
  terminal: Terminal;
  signal: AbortSignal;
}

/** @throws InputError or CatalogFormatError that names the file, its lines and what is wrong */
export async function readSiteJudgements(
  files: readonly string[],
  { items, aliases }: Items,
): Promise<JudgedProfile[]> {
  const profiles = await readJudgements(files);
  const has = knows({ items, aliases });
  if (profiles.length > 0 && !profiles.some(({ judged }) => judged.some(({ item }) => has(item))))
    throw new InputError({
      file: files.join(', '),
      found: 'no item that is in the catalog',
      expected: 'judgements of these items, by their ids',
    });
  return profiles;
}

/** @param onLines  hears what to tell at the end of the build */
export function siteMatchFilter(
  profiles: readonly JudgedProfile[],
  { input, seed, terminal, signal }: MatchFilterOptions,
  onLines: (lines: readonly string[]) => void,
): MakeMatchFilter {
  const has = knows(input);
  return async (files) => {
    const { engine, close } = await openBundleEngine(async (path) => files.get(path), true);
    let bar: Progress | undefined;
    try {
      const { file, lines } = await fitSiteFilter(profiles, {
        ...{ engine, has, seed, signal },
        onStage(stage) {
          bar?.stop();
          bar = begun(terminal.progress(stage));
        },
        onProgress: (done, total) => bar?.update(done, total),
      });
      onLines(lines);
      return file;
    } finally {
      bar?.stop();
      await close();
    }
  };
}

function knows({ items, aliases }: Pick<Items, 'items' | 'aliases'>): (itemId: string) => boolean {
  const ids = new Set(items.map(({ id }) => id));
  return (itemId) => ids.has(itemId) || aliases.has(itemId);
}
