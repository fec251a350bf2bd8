// The page of `privet preview`: a search, the first list, the list after each click, and what each column was taken for.
import { openEnginesWith } from './elements.js';
import { openPrivet } from './privet.js';

const COUNT = 12;
const MAX_MANIFEST_BYTES = 4_000_000;
const find = (id) => document.getElementById(id);
/** What the build wrote: this page shows the manifest that it knows, or none. */
const { content: integrity } = document.querySelector('meta[name="privet:integrity"]');
const manifestUrl = new URL('./bundle/manifest.json', import.meta.url);
/** A history of its own: trying things here says nothing to the site. */
const databaseName = 'privet-preview';

/** What a build takes columns for (privet build --help). */
const MEANINGS = {
  id: 'names the item',
  title: 'what it is called',
  year: 'when it is from',
  rating: 'how good it is',
  votes: 'how many have said so',
  text: 'describes it, and is searched',
  facet: 'says of what kind it is, and filters',
  fact: 'is shown, and filters by ranges',
  ignore: 'left out',
};

function element(name, text, ...children) {
  const made = document.createElement(name);
  made.append(text, ...children);
  return made;
}

async function showList(privet, clicked) {
  const { items } = await privet.forYou({ count: COUNT });
  find('list-title').textContent = clicked.length > 0 ? 'The list after your clicks' : 'What somebody new sees';
  const cards = items.map((item) => {
    const { price } = item.details;
    const button = element('button', item.title, element('small', kindsOf(item)));
    if (price) button.append(element('b', price));
    button.type = 'button';
    button.addEventListener('click', () => click(privet, item, clicked));
    return element('li', button);
  });
  find('list').replaceChildren(...cards);
  find('history').hidden = clicked.length === 0;
  find('clicked').replaceChildren(...clicked.map(({ title }) => element('li', title)));
}

/** Its kinds, as far as it has some. */
const kindsOf = ({ facets = {} }) => Object.values(facets).flat().slice(0, 4).join(' · ');

async function click(privet, item, clicked) {
  await privet.record('view', item.itemId);
  await showList(privet, [item, ...clicked]);
}

function showColumns({ itemColumns = [] }) {
  find('columns').replaceChildren(
    ...itemColumns.map(({ name, role }) =>
      element('tr', element('td', name), element('td', role), element('td', MEANINGS[role] ?? '')),
    ),
  );
}

/** No more than a manifest may have (docs/formats/bundle.md): the engine has checked this one. */
async function readJson(url) {
  const reader = (await fetch(url)).body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += piece.value;
    if (text.length > MAX_MANIFEST_BYTES) throw new Error('the manifest is another one now');
  }
  return JSON.parse(text);
}

// The search asks the engine of the lists, whose history is this page's own.
let tellOpened;
const opened = new Promise((resolve) => {
  tellOpened = resolve;
});
openEnginesWith(() => opened);

find('integrity').textContent = `<meta name="privet:integrity" content="${integrity}">`;

try {
  const privet = await openPrivet(manifestUrl, { databaseName, integrity });
  tellOpened(privet);
  const manifest = await readJson(manifestUrl);
  find('name').textContent = manifest.name;
  showColumns(manifest);
  await showList(privet, []);
  find('status').textContent = `${manifest.numItems} items`;
  find('forget').addEventListener('click', async () => {
    await privet.forget();
    await showList(privet, []);
  });
} catch (error) {
  find('status').textContent = `It did not open: ${error.message}`;
  throw error;
}
