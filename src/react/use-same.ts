// Requests are literals: a new object at each render that says the same. Hooks ask anew when what is said changes.
import { useState } from 'react';

/** The first of the objects that say the same (as JSON). */
export function useSame<T>(value: T): T {
  const [kept, keep] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  keep(value);
  return value;
}
