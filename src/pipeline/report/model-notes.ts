// What each model is, in a sentence for people who have not met it.

const NOTES: Record<string, string> = {
  'privet-int8': 'What ships: the 8-bit files of the bundle, ranked by the code that runs in the page.',
  'privet-int8+table':
    'The same with the item-to-item table of the bundle, as the page ranks a home list where there is one.',
  'privet-f32': 'The same model before it was rounded to 8 bits. The difference is what the rounding costs.',
  'privet-int8+popularity': 'The same without training, with the popularity of the training part as a known feature.',
  popularity: 'The same list for everybody: the items with the most training events.',
  'item-knn':
    'Items that the same people met as the ones in the history (cosine of co-occurrence, nearest neighbours).',
  ease: 'A linear model that learns from the whole log which items stand for which (Steck, WWW 2019).',
  transitions: 'What most often followed the last events of the history.',
  'content-mean': 'Items whose texts are near those of the history: the recency-weighted mean of raw content vectors.',
  'content-mean+popularity':
    'The content mean and log popularity, blended with a weight chosen on the validation cases.',
  'transitions+ease': 'Transitions and EASE, blended with a weight that was chosen on the validation cases.',
};

export function modelNote(name: string): string {
  return NOTES[name] ?? '';
}
