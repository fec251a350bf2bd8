// The match filter where a bundle has one: fetched behind the item-to-item table, because no first list needs it. Without
// it, or when it fails, lists are as they were.
import { fetchGzipped } from '../../bundle/fetch-verified.ts';
import { type FileSource, fetchOptions } from '../base/file-source.ts';
import type { ListParts } from './list-parts.ts';
import type { MatchGrade, MatchLevel } from './lists-api.ts';
import type { MatchScreen } from './match-screen.ts';

export interface MatchHostOptions extends FileSource {
  /** Fulfilled when what is fetched before it is there, or is not to be had. */
  before: Promise<void>;
  /** How near items are to a sentence, by row; undefined until search by meaning is here. */
  meaningOf: (text: string) => ((itemIndex: number) => number) | undefined;
}

export class MatchHost {
  readonly #options: MatchHostOptions;
  #screen: MatchScreen | undefined;
  /** Fulfilled when the filter is there, has failed, or there is none; never rejects. */
  readonly settled: Promise<void>;

  constructor(options: MatchHostOptions) {
    this.#options = options;
    this.settled = options.before.then(() => this.loadMissing()).catch(() => {});
  }

  /** Fetches it where it is not here. @throws why it cannot be had */
  async loadMissing(): Promise<void> {
    const { manifestUrl, manifest, signal, meaningOf } = this.#options;
    const file = manifest.matchFilter;
    if (!file || this.#screen || signal.aborted) return;
    const { MatchScreen } = await import('./match-screen.ts');
    const options = fetchOptions(this.#options, 'item-to-item', file.path);
    const bytes = await fetchGzipped(new URL(file.path, manifestUrl).href, file, options);
    this.#screen = MatchScreen.read(bytes, file.path, meaningOf);
  }

  /** What screens a list; undefined where none does. @param asked  absent: as the bundle's build found right */
  screen(asked?: MatchLevel): { screen: MatchScreen; level: Exclude<MatchLevel, 'off'> } | undefined {
    const screen = this.#screen;
    const level = asked ?? (screen?.isOn ? 'gentle' : 'off');
    return screen && level !== 'off' ? { screen, level } : undefined;
  }

  /** Whatever the level; none where there is no filter, or nothing to say. */
  async grades(parts: ListParts, rows: readonly number[]): Promise<MatchGrade[]> {
    const pull = await (await parts.steering()).pull();
    return this.#screen?.grades(parts, pull, rows) ?? [];
  }

  /** What is read of items for this history, f32 [names] each, and by which names. */
  async values(parts: ListParts, rows: readonly number[]): Promise<{ names: string[]; values: Float32Array[] }> {
    const { readMatch, matchFeatureNames } = await import('./match-screen.ts');
    const pull = await (await parts.steering()).pull();
    const reader = await readMatch(parts, pull, pull && this.#options.meaningOf(pull.said));
    return { names: matchFeatureNames(parts), values: reader ? rows.map(reader.valuesOf) : [] };
  }
}
