// Scores that are no integers of themselves are told as integers of this many steps, as every score of a response is an integer.
export const COSINE_STEPS = 1_000_000;
