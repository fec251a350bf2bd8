// Keys and swipes on films, and films that move, for the whole page. Loaded once the first list is there.
import { hearKey } from './card-keys.ts';
import { endSwipe, followSwipe, startSwipe } from './card-swipe.ts';
import { willRearrange } from './film-motion.ts';

addEventListener('keydown', hearKey);
addEventListener('pointerdown', startSwipe, { passive: true });
addEventListener('pointermove', followSwipe, { passive: true });
addEventListener('pointerup', endSwipe);
addEventListener('pointercancel', endSwipe);
document.querySelector('privet-app')?.session.addEventListener('will-rearrange', willRearrange);
