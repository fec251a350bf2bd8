// Another clock for a whole run: `PRIVET_CLOCK=2026-11-30T23:30 TZ=Pacific/Auckland npm test` has every file of tests begin at
// that time of that zone, and the clock goes on from there. The program of the test, its pages and their workers tell the
// same time. (Debian's `faketime` does as much for every program, but slows a browser down a hundredfold.)

/** As `Date.parse` reads it; empty: the machine's own clock. */
const { PRIVET_CLOCK = '' } = process.env;

/**
 * Shifts the clock of a realm, once: `Date`, and what `performance` counts from. As text it is installed before a page's own
 * scripts; there it begins each worker's script too, which the app and the packages run from Blobs.
 */
function shiftClock(shiftMs: number, source: string): void {
  const realm = globalThis as typeof globalThis & { clockIsShifted?: true };
  if (realm.clockIsShifted) return;
  realm.clockIsShifted = true;
  const RealDate = Date;
  const realNow = RealDate.now;
  // A test may put another one in its place.
  let now = () => realNow() + shiftMs;
  realm.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (_, given, newTarget) => Reflect.construct(RealDate, given.length > 0 ? given : [now()], newTarget),
    get: (_, key) => (key === 'now' ? now : Reflect.get(RealDate, key)),
    set: (_, key, value) => {
      if (key === 'now') now = value;
      return key === 'now' || Reflect.set(RealDate, key, value);
    },
  });
  const origin = performance.timeOrigin + shiftMs;
  Object.defineProperty(performance, 'timeOrigin', { get: () => origin });
  if (!source || !('document' in realm)) return;
  const RealBlob = Blob;
  realm.Blob = class extends RealBlob {
    constructor(...[parts = [], options]: ConstructorParameters<typeof Blob>) {
      super(options?.type === 'text/javascript' ? [`${source};\n`, ...parts] : parts, options);
    }
  };
}

const shiftMs = PRIVET_CLOCK ? Date.parse(PRIVET_CLOCK) - Date.now() : 0;
if (Number.isNaN(shiftMs)) throw new Error(`PRIVET_CLOCK is '${PRIVET_CLOCK}', expected a time like 2026-11-30T23:30`);
// What a compiler would wrap names of functions in is not there in a page.
const call = (source: string) => `(() => { const __name = (one) => one; (${shiftClock})(${shiftMs}, ${source}) })()`;

/** What shifts the clock of a page and of its workers; undefined where there is nothing to shift. */
export const SHIFT_CLOCK = PRIVET_CLOCK ? call(JSON.stringify(call("''"))) : undefined;

/** The clock of this program. */
if (PRIVET_CLOCK) shiftClock(shiftMs, '');
