// What the steps of the encoder hand each other.

/** Lines of texts.txt that come from one place. */
export interface TextSource {
  name: string;
  licence: string;
  /** Line of the first, 0-based. */
  first: number;
  count: number;
}

/** texts.json */
export interface TextList {
  sources: TextSource[];
  /** Lines of something short and of the text that it is about. */
  pairs: [short: number, text: number][];
}
