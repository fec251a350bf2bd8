// Details of an item that hold ids, one a line. They are no text for cards: catalogs keep them apart.

/** Further ids by which pages, logs and histories may name it: those of its variants. */
export const OTHER_IDS = 'otherIds';
/** Of items that its shop says go with it. */
export const COMPANION_IDS = 'companionIds';
/** Of items that its shop names as like it, or to be had instead. */
export const RELATED_IDS = 'relatedIds';
export const ID_SEPARATOR = '\n';
