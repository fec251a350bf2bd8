// Runs in each tab of a browser that will be killed. The first tab tells what the history has; then every tab records
// what the host asks for, tells the host of each event that it is acknowledged, and takes some of them back, which it tells as
// well. It never ends by itself.

const ask = async (path, body) =>
  (await fetch(`/attack/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
const tab = Number(window.name || 1);

/** One event in so many is taken back. */
const KEPT_OF = 5;

const record = async (itemId) => {
  const event = await privet.record('like', itemId);
  void ask('acknowledged', { itemId });
  if (Math.random() * KEPT_OF >= 1) return;
  await ask('unwanted', { itemId });
  await privet.eraseEvents([event]);
  void ask('gone', { itemId });
};

const recordForEver = async () => {
  for (;;) {
    const { itemIds, atOnce } = await ask('wanted', { tab });
    if (atOnce) await Promise.all(itemIds.map(record));
    else for (const itemId of itemIds) await record(itemId);
  }
};

while (!globalThis.privet) await new Promise((resolve) => setTimeout(resolve, 5));
if (tab === 1) {
  const history = JSON.parse(await privet.export());
  const { numTabs } = await ask('found', { itemIds: history.events.map(({ itemId }) => itemId) });
  const recording = recordForEver();
  // Opened under load: a tab that another one opens begins with a copy of what waits there.
  for (let other = 2; other <= numTabs; other++) window.open(location.href, String(other));
  await recording;
}
await recordForEver();
