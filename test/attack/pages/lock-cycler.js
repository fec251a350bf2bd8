// Runs in a browser that will be killed: tells the host what the history is taken for and what is in it, then records, encrypts,
// locks, unlocks, decrypts and, now and then, erases, telling the host of each step before and after. It never ends by itself.

const PASSPHRASE = 'unclothed partner sizzling glare dreamless uncork';
const tell = async (body) => (await fetch('/attack/lock', { method: 'POST', body: JSON.stringify(body) })).json();

while (!globalThis.privet) await new Promise((resolve) => setTimeout(resolve, 5));
// A busy machine may need longer for the database than a page waits: then the history is in memory until it is there.
while (privet.status.storage === 'memory') {
  await privet.events().catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 500));
}
const says = privet.status.encryption;
if (says === 'locked') await privet.unlock(PASSPHRASE);
if (says === 'disputed') await privet.forget();
const { entries } = await privet.events({ limit: 1000 });
let { next } = await tell({ says, found: entries.map(({ event }) => Number(event.itemId)) });

for (;;) {
  await privet.record('like', String(next));
  await tell({ recorded: next++ });
  const step = async (name, work) => {
    await tell({ begins: name });
    await work();
    await tell({ ends: name });
  };
  if (privet.status.encryption === 'off') await step('encrypt', () => privet.encrypt(PASSPHRASE));
  else if (next % 5 === 0) await step('erase', () => privet.forget());
  else await step('decrypt', () => privet.decrypt());
}
