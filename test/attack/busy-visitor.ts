// A visitor who acts from the first list on until all is here, as text for a page: likes, searches, films that are opened,
// words that steer, all that the engine can be asked, and an erasure. It runs in the page, so that nothing but the visit
// itself takes time on the machine, and goes on over a reload. `numActs` counts.

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
    () => {
      const { privet } = window;
      for (const ask of [
        () => privet.search({ query: 'a robot' }), () => privet.suggest({ prefix: 'the' }), () => privet.map(), () => privet.modelCard(),
        () => privet.reasons(['alien-1979']), () => privet.explain('alien-1979'), () => privet.tasteProfile(), () => privet.inspect(),
        () => privet.filterCounts(), () => privet.goesWith(['alien-1979']), () => privet.export().then((text) => privet.import(text)),
      ]) ask().catch(() => {});
    },
    () => deep('film-card .like')[4]?.click(),
    () => window.privet.forget().catch(() => {}),
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
