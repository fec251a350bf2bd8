// Keys and swipes on films, for the whole page. Loaded once the first list is there.
import { hearKey } from './card-keys.ts';
import { endSwipe, followSwipe, startSwipe } from './card-swipe.ts';

addEventListener('keydown', hearKey);
addEventListener('pointerdown', startSwipe, { passive: true });
addEventListener('pointermove', followSwipe, { passive: true });
addEventListener('pointerup', endSwipe);
addEventListener('pointercancel', endSwipe);
