// The page's entry: draws the app, then opens the engine. `window.privet` is the public SDK of the open engine, for the
// curious (and for the end-to-end tests): whatever the app can ask, the console can ask too.
import './components/privet-app.ts';
import { startFlip } from './flip.ts';
import { store } from './store/store.ts';

Object.defineProperty(window, 'privet', { get: () => store.privet });
startFlip();
store.addEventListener('change', loadGestures);
store.start();

/** Keys and swipes are no part of the first list. */
function loadGestures(): void {
  if (store.state.phase !== 'ready') return;
  store.removeEventListener('change', loadGestures);
  import('./gestures/gestures.ts').catch((error: unknown) => console.warn(error));
}
