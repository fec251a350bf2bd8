// What stands of a history, for pages that show a tap before the engine has kept it. Imported by itself: a page that does not
// loads none of it.
export { marksOf, standingEvents } from '../history/standing-events.ts';
