// What steers the lists, for whoever makes one and for whoever asks: read from the history, made once until that or the
// hour changes.
import { RequestError } from '../../errors.ts';
import type { Reading } from '../../language/reading.ts';
import { MAX_READ_LENGTH } from '../../language/tokens.ts';
import type { CatalogLanguage } from '../language/language-reader.ts';
import type { LikenessParts, SteeringPull, Steers } from '../lists/list-parts.ts';
import { spokenWords } from './spoken-words.ts';
import { type SteeringSentence, sentencesOf, steeringPull, toldSteering, wishOf, withoutWishes } from './steering.ts';
import type { Steering, SteerResponse } from './steering-api.ts';

export interface SteeringParts extends LikenessParts {
  language: { get(): Promise<CatalogLanguage> };
}

export class SteeredLists implements Steers {
  readonly #parts: SteeringParts;
  #made: { key: string; pull: SteeringPull | undefined } | undefined;
  /** By place and sentence: what each takes some readings to find. */
  readonly #words = new Map<string, string>();

  constructor(parts: SteeringParts) {
    this.#parts = parts;
  }

  /**
   * What the lists follow now; undefined while nothing steers.
   *
   * @param without  ids of wishes that are taken for taken back; such a pull is made anew each time
   */
  async pull(nowMs = Date.now(), without: readonly string[] = []): Promise<SteeringPull | undefined> {
    const { standing } = this.#parts.history.taste();
    // A list that nothing steers waits for no language.
    if (!standing.some(({ type }) => type === 'steer')) return undefined;
    const sentences = withoutWishes(await this.#sentences(nowMs), without);
    const key = JSON.stringify([without, sentences.map(({ event: { time, query } }) => [time, query])]);
    if (this.#made?.key !== key) {
      const { catalog, manifest, related, similar } = this.#parts;
      const language = await this.#parts.language.get();
      const everything = catalog.available;
      const beside = (itemIndex: number, k: number) => related.beside(itemIndex, k, everything, similar).indices;
      const made = { key, pull: steeringPull(sentences, { catalog, manifest, language, beside }) };
      if (without.length > 0) return made.pull;
      this.#made = made;
    }
    return this.#made.pull;
  }

  async tell(): Promise<Steering> {
    const language = await this.#parts.language.get();
    return toldSteering(await this.#sentences(Date.now()), this.#parts.catalog, language, (reading, place) => {
      return this.#wordsOf(reading, place, language);
    });
  }

  /** Records a sentence, if anything in it is understood. @param time, isRepeat  as `EngineApi.steer` */
  async steer(text: string, time?: number, isRepeat?: boolean): Promise<SteerResponse> {
    const language = await this.#parts.language.get();
    const { wishes, rest } = language.read(text);
    if (wishes.length === 0) return { ...(await this.tell()), rest };
    // What is not read is not kept: a history file takes no text of any length.
    const event = {
      type: 'steer',
      query: text.slice(0, MAX_READ_LENGTH),
      ...(time !== undefined && { time }),
    } as const;
    const { sequence } = await this.#parts.history.log.record(event, isRepeat);
    return { ...(await this.tell()), sequence, rest };
  }

  /**
   * Takes one wish back: the sentence goes on without its words, or goes.
   *
   * @param id        of a wish; absent: everything is taken back
   * @param isRepeat  it may have been done already
   * @throws RequestError for an id that steers nothing
   */
  async unsteer(id?: string, isRepeat = false): Promise<Steering> {
    const sentences = await this.#sentences(Date.now());
    const { history } = this.#parts;
    if (id === undefined) {
      await history.log.remove(sentences.map(({ event }) => event));
      return this.tell();
    }
    const found = wishOf(sentences, id);
    if (!found && isRepeat) return this.tell();
    if (!found) throw new RequestError(`unsteer: ${id} steers nothing, expected the id of a wish`);
    const { sentence, place } = found;
    const { event } = sentence;
    const texts = await this.#without(sentence, place);
    await history.log.split(
      event,
      texts.map((query) => ({ type: 'steer', query, time: event.time })),
    );
    return this.tell();
  }

  /**
   * The sentence without one wish: its words are cut out where the others still say the same, else each of the others goes
   * on by itself.
   */
  async #without({ reading }: SteeringSentence, place: number): Promise<string[]> {
    const language = await this.#parts.language.get();
    const others = reading.wishes.filter((_, i) => i !== place);
    if (others.every(({ kind }) => kind === 'always')) return [];
    const { start, end } = reading.wishes[place]!;
    const left = `${reading.text.slice(0, start)} ${reading.text.slice(end)}`;
    const cut = left.replace(/\s+/g, ' ').replace(/^[ ,;]+|[ ,;]+$/g, '');
    const same = (wishes: typeof others) => JSON.stringify(wishes.map(({ start: _s, end: _e, ...wish }) => wish));
    if (same(language.read(cut).wishes) === same(others)) return [cut];
    const places = [...reading.wishes.keys()].filter((i) => i !== place && reading.wishes[i]!.kind !== 'always');
    return places.map((i) => this.#wordsOf(reading, i, language));
  }

  #wordsOf(reading: Reading, place: number, language: CatalogLanguage): string {
    const key = `${place} ${reading.text}`;
    const words = this.#words.get(key) ?? spokenWords(reading, place, language);
    this.#words.set(key, words);
    return words;
  }

  async #sentences(nowMs: number): Promise<SteeringSentence[]> {
    const { standing } = this.#parts.history.taste();
    return sentencesOf(standing, await this.#parts.language.get(), nowMs);
  }
}
