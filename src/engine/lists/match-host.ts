// The match filter where a bundle has one: fetched behind the item-to-item table, because no first list needs it. Without
// it, or when it fails, lists are as they were.
import { fetchGzipped } from '../../bundle/fetch-verified.ts';
import { type FileSource, fetchOptions } from '../base/file-source.ts';
import type { ListParts, ScreensLists } from './list-parts.ts';
import type { MatchGrade, MatchLevel } from './lists-api.ts';
import type { MatchScreen } from './match-screen.ts';

export interface MatchHostOptions extends FileSource {
  /** Fulfilled when what is fetched before it is there, or is not to be had. */
  before: Promise<void>;
  /** How near items are to a sentence, by row; undefined until search by meaning is here. */
  meaningOf: (text: string) => ((itemIndex: number) => number) | undefined;
}

/** Its methods are documented in ScreensLists. */
export class MatchHost implements ScreensLists {
  readonly #options: MatchHostOptions;
  #screen: MatchScreen | undefined;
  readonly settled: Promise<void>;

  constructor(options: MatchHostOptions) {
    this.#options = options;
    this.settled = options.before.then(() => this.#load()).catch(() => {});
  }

  async loadMissing(): Promise<void> {
    await this.settled;
    if (!this.#screen) await this.#load();
  }

  async #load(): Promise<void> {
    const { manifestUrl, manifest, signal, meaningOf } = this.#options;
    const file = manifest.matchFilter;
    if (!file || signal.aborted) return;
    const { MatchScreen } = await import('./match-screen.ts');
    const options = fetchOptions(this.#options, 'item-to-item', file.path);
    const bytes = await fetchGzipped(new URL(file.path, manifestUrl).href, file, options);
    this.#screen = MatchScreen.read(bytes, file.path, meaningOf);
  }

  screen(asked?: MatchLevel): { screen: MatchScreen; level: Exclude<MatchLevel, 'off'> } | undefined {
    const screen = this.#screen;
    const level = asked ?? (screen?.isOn ? 'gentle' : 'off');
    return screen && level !== 'off' ? { screen, level } : undefined;
  }

  async grades(parts: ListParts, rows: readonly number[]): Promise<MatchGrade[]> {
    const pull = await (await parts.steering()).pull();
    return this.#screen?.grades(parts, pull, rows) ?? [];
  }

  async values(parts: ListParts, rows: readonly number[]): Promise<{ names: string[]; values: Float32Array[] }> {
    const { readMatch, matchFeatureNames } = await import('./match-screen.ts');
    const pull = await (await parts.steering()).pull();
    const reader = await readMatch(parts, pull, pull && this.#options.meaningOf(pull.said));
    return { names: matchFeatureNames(parts), values: reader ? rows.map(reader.valuesOf) : [] };
  }
}
