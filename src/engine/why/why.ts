// What is asked about why things are where they are, as one file of code that is fetched behind the lists.
export { explain } from './explain.ts';
export { listReasons } from './reasons.ts';
export { shelvesFor } from './shelves.ts';
