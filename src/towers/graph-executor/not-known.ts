// Thrown while a graph is planned, and caught where that began: the executor does not know what is in it.

export class NotKnown extends Error {}
