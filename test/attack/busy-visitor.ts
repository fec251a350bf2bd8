// A visitor who acts from the first list on, as text for a page: likes, searches, films that are opened, words that steer. It
// runs in the page, so that nothing but the visit itself takes time on the machine.

const PAUSE_MS = 150;

/** Installed before the page's own scripts. */
export const BUSY_VISITOR = `addEventListener('DOMContentLoaded', () => {
  const deep = (selector, root = document) => {
    const found = [...root.querySelectorAll('*')].flatMap((one) => [
      ...(one.matches(selector) ? [one] : []), ...(one.shadowRoot ? deep(selector, one.shadowRoot) : []),
    ]);
    return found.filter((one) => one.checkVisibility());
  };
  const type = (field, text) => {
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    field.form?.requestSubmit();
  };
  const escape = () => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
  const acts = [
    () => deep('film-card .like')[1]?.click(),
    () => type(deep('search-box input')[0], 'a quiet heist'),
    () => deep('film-card .like')[2]?.click(),
    () => type(deep('search-box input')[0], ''),
    () => deep('film-card a')[3]?.click(),
    () => deep('dialog[open]').forEach((dialog) => dialog.close()),
    () => deep('film-card .dislike')[0]?.click(),
    () => type(deep('steering-line input')[0], 'nothing violent'),
  ];
  let number = 0;
  window.numActs = 0;
  const act = () => {
    if (performance.getEntriesByName('privet:first-list').length > 0) {
      try { acts[number++ % acts.length](); window.numActs++; } catch (error) { console.warn(error); }
    }
    if (!document.querySelector('privet-app[data-warm]')) setTimeout(act, ${PAUSE_MS});
  };
  act();
})`;
