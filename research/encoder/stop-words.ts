// Words that extracts of texts leave out more often than not.

export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the and or but of in on at to from by for with without as is are was were be been being am do does did have has had ' +
    'it its this that these those he she they them his her their him i you we us my your our who whom which what when where ' +
    'how why not no nor so if then than too very can could may might must shall should will would up down out off over under ' +
    'again once here there all any both each few more most other some such only own same into about between through during ' +
    'before after above below while because until against also just one etc usually especially used having made using'
  ).split(' '),
);
