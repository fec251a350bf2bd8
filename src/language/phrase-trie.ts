// Phrases by their words: the longest one that begins at a token. Keys are stems, so that "zombie films" and "zombies"
// are one phrase.

interface Node<T> {
  next?: Map<string, Node<T>>;
  value?: T;
}

export class PhraseTrie<T> {
  readonly #root: Node<T> = {};
  readonly #stems = new Set<string>();

  /** @param stems  at least one; the phrase's first value stays */
  add(stems: readonly string[], value: T): void {
    let node = this.#root;
    for (const stem of stems) {
      this.#stems.add(stem);
      node.next ??= new Map();
      let next = node.next.get(stem);
      if (!next) node.next.set(stem, (next = {}));
      node = next;
    }
    node.value ??= value;
  }

  get(stems: readonly string[]): T | undefined {
    let node: Node<T> | undefined = this.#root;
    for (const stem of stems) node = node?.next?.get(stem);
    return node?.value;
  }

  /** The longest phrase of `words[from…]`. */
  longest(words: readonly string[], from: number): { value: T; length: number } | undefined {
    let node: Node<T> | undefined = this.#root;
    let found: { value: T; length: number } | undefined;
    for (let i = from; i < words.length; i++) {
      node = node.next?.get(words[i]!);
      if (!node) break;
      if (node.value !== undefined) found = { value: node.value, length: i - from + 1 };
    }
    return found;
  }

  /**
   * The longest phrase of two words or more of `words[from…]`, where words that are none may be near ones.
   *
   * @param isKnown  of a word that stands as it is
   * @param isNear   whether a word may be meant by another
   * @returns the phrase's own words
   */
  nearest(
    words: readonly string[],
    from: number,
    isKnown: (word: string) => boolean,
    isNear: (word: string, meant: string) => boolean,
  ): string[] | undefined {
    let best: string[] = [];
    const follow = (node: Node<T>, at: number, said: string[]): void => {
      if (node.value !== undefined && said.length > Math.max(1, best.length)) best = said;
      const word = words[at];
      if (word === undefined || !node.next) return;
      const exact = node.next.get(word);
      if (exact) follow(exact, at + 1, [...said, word]);
      if (exact || isKnown(word)) return;
      for (const [meant, next] of node.next) if (isNear(word, meant)) follow(next, at + 1, [...said, meant]);
    };
    follow(this.#root, from, []);
    return best.length > 1 ? best : undefined;
  }

  /** Whether a phrase has this word. */
  hasWord(stem: string): boolean {
    return this.#stems.has(stem);
  }

  words(): Iterable<string> {
    return this.#stems;
  }
}
