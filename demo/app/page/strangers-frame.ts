// The app inside another site's page: whoever shows it there could draw something over it, and have people press what they do
// not see. A policy in the page cannot forbid it (`frame-ancestors` is for headers, which plain hosts do not send), so the app
// does not start there. Sites have a frame of their own (docs/frame.md).

/** Whether a page of another origin is around this one. */
export function isInStrangersFrame(): boolean {
  if (window === window.top) return false;
  try {
    return window.top?.location.origin !== location.origin;
  } catch {
    return true; // another origin's address cannot be read
  }
}

/** In place of the app. */
export function refuseFrame(): void {
  const line = document.createElement('p');
  const link = document.createElement('a');
  Object.assign(link, { href: document.baseURI, target: '_blank', rel: 'noopener', textContent: 'Open it by itself' });
  line.append('Privet does not run inside the page of another site. ', link, '.');
  line.className = 'sketch';
  document.body.replaceChildren(line);
}
