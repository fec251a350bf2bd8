// The detail of an item with further ids by which pages, logs and histories may name it: those of its variants.

export const OTHER_IDS = 'otherIds';
export const ID_SEPARATOR = '\n';
