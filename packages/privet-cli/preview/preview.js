// The page of `privet preview`: a search, the first list and the list after each click, as elements draw them on the site;
// five items with what is similar to them; and what each column was taken for.
import { openEnginesWith } from './elements.js';
import { openPrivet } from './privet.js';

const MAX_MANIFEST_BYTES = 4_000_000;
/** Of the catalog, for counts and examples of what cards can show. */
const MOST_LOOKED_AT = 1000;
const NUM_EXAMPLES = 5;
const NUM_SIMILAR = 4;
const NUM_VALUES = 3;
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
  text: 'describes it, and is searched',
  image: 'its picture',
  link: 'where its card leads',
  price: 'what it costs',
  sale_price: 'what it costs just now',
  stock: 'how many there are: at 0 it comes last',
  brand: 'who makes it, and filters',
  category: 'of what kind it is, and filters',
  tags: 'words for it, and filters',
  rating: 'how good it is',
  votes: 'how many have said so, or bought it',
  date: 'when it is from',
  year: 'when it is from',
  group: 'what it is a variant of',
  facet: 'says of what kind it is, and filters',
  vector: 'numbers that say what it is like',
  fact: 'is shown, and filters by ranges',
};
/** A role that an option calls otherwise. */
const WORDS = { popularity: 'votes' };
/** Where a role's values are, if not under its own name. */
const VALUES = {
  link: 'url',
  sale_price: 'price',
  id: 'itemId',
  group: 'itemId',
  popularity: 'votes',
  text: 'description',
};

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** As elements find a field: "Variant Price" and "variant-price" are one name. */
const plain = (name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function valuesOf({ itemId, title, facets = {}, details = {} }, name) {
  const all = { itemId, title, ...facets, ...details };
  const key = Object.keys(all).find((known) => plain(known) === plain(name));
  return key === undefined ? [] : [all[key]].flat().map(String);
}

/** The first different values of a column in the items that are here; of a facet or a fact by the column's own name. */
function examplesOf({ name, role, fields }, items) {
  if (fields) {
    const told = items.flatMap((item) =>
      fields.flatMap((field) => valuesOf(item, field).map((it) => `${field}: ${it}`)),
    );
    return [...new Set(told)].slice(0, NUM_VALUES);
  }
  const found = [name, VALUES[role] ?? role].map((place) => new Set(items.flatMap((item) => valuesOf(item, place))));
  const [values] = ['facet', 'fact'].includes(role) ? found : found.toReversed();
  return [...values].slice(0, NUM_VALUES);
}

function showColumns({ itemColumns = [] }, items) {
  find('columns').replaceChildren(
    ...itemColumns.map((column) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, column.name),
        element('td', {}, WORDS[column.role] ?? column.role),
        element('td', {}, column.certainty ?? ''),
        element('td', {}, MEANINGS[WORDS[column.role] ?? column.role] ?? ''),
        element('td', {}, examplesOf(column, items).join(' · ')),
      ),
    ),
  );
}

/** What cards can show, and who sees that they do. */
function showWhatThereIs({ numItems }, items) {
  const having = (name) => items.filter(({ details }) => details[name]).length;
  const soldOut = items.filter(({ details }) => details.stock && Number(details.stock) <= 0).length;
  const of = numItems > items.length ? `Of ${items.length} of them` : 'Of them';
  const counts = `${of} ${having('image')} have a picture, ${having('price')} a price, ${having('url')} a link.`;
  const hosts = [...new Set(items.flatMap(({ details }) => hostOf(details.image) ?? []))];
  const told = [
    counts + (soldOut > 0 ? ` ${soldOut} are sold out and come last.` : ''),
    hosts.length > 0 &&
      `Pictures come from ${hosts.join(', ')}. A picture on another host tells that host what is shown: here, and on your site.`,
  ];
  find('told').replaceChildren(...told.filter(Boolean).map((text) => element('li', {}, text)));
  const wants = [
    having('url') === 0 && ' item-url="/products/{itemId}"',
    having('price') > 0 && having('currency') === 0 && ' currency="EUR"',
  ];
  find('attributes').textContent = wants.filter(Boolean).join('');
}

function hostOf(address) {
  const url = address && URL.canParse(address, location) ? new URL(address, location) : undefined;
  return url && url.origin !== location.origin ? url.host : undefined;
}

/** Known items of the largest kinds, one each. */
async function exampleItems(privet, items) {
  const { facets } = await privet.filterCounts({});
  const kinds = ['department', 'category', ...Object.keys(facets)].find((name) => facets[name]?.length > 1);
  const values = (facets[kinds] ?? []).slice(0, NUM_EXAMPLES).map(({ value }) => value);
  const firsts = values.map((value) => items.find((item) => item.facets[kinds]?.includes(value)));
  return [...new Set([...firsts.filter(Boolean), ...items])].slice(0, NUM_EXAMPLES);
}

function showExamples(examples) {
  find('examples').replaceChildren(
    ...examples.map((item) => {
      const similar = document.createElement('privet-similar');
      for (const [name, value] of Object.entries({
        item: item.itemId,
        count: NUM_SIMILAR,
        label: `Like ${item.title}`,
      }))
        similar.setAttribute(name, value);
      const known = Object.entries({ ...item.facets, ...item.details }).filter(
        ([name]) => !['image', 'url'].includes(name),
      );
      const facts = known.map(([name, value]) => {
        const text = [value].flat().slice(0, NUM_VALUES).join(', ');
        return element('div', {}, element('dt', {}, name), element('dd', {}, text));
      });
      return element('article', {}, element('h3', {}, item.title), element('dl', {}, ...facts), similar);
    }),
  );
  find('examples-section').hidden = examples.length === 0;
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

/** A click on a card of the list leads nowhere here: it is a look at the item. */
function followClicks(privet) {
  const list = find('list');
  let clicked = [];
  const show = async (items) => {
    clicked = items;
    await list.refresh();
    find('list-title').textContent = items.length > 0 ? 'The list after your clicks' : 'What somebody new sees';
    find('history').hidden = items.length === 0;
    find('clicked').replaceChildren(...items.map((title) => element('li', {}, title)));
  };
  // Before the element itself, which would keep it as a visit of the item's page.
  const look = async (event) => {
    const path = event.composedPath();
    if (!path.some((target) => target.matches?.('a[part=card]'))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const holder = path.find((target) => target.dataset?.itemId);
    await privet.record('view', holder.dataset.itemId);
    await show([holder.querySelector('[part=title]').textContent, ...clicked]);
  };
  list.addEventListener('click', look, { capture: true });
  find('forget').addEventListener('click', async () => {
    await privet.forget();
    await show([]);
    list.scrollIntoView({ block: 'nearest' });
  });
}

// All elements ask the engine of this page, whose history is its own.
const opening = openPrivet(manifestUrl, { databaseName, integrity });
openEnginesWith(() => opening);

find('integrity').textContent = `<meta name="privet:integrity" content="${integrity}">`;

try {
  const privet = await opening;
  const manifest = await readJson(manifestUrl);
  find('name').textContent = manifest.name;
  followClicks(privet);
  const { items } = await privet.forYou({ count: MOST_LOOKED_AT, anonymous: true });
  showColumns(manifest, items);
  showWhatThereIs(manifest, items);
  showExamples(await exampleItems(privet, items));
  find('status').textContent = `${manifest.numItems.toLocaleString('en-GB')} items`;
} catch (error) {
  find('status').textContent = `It did not open: ${error.message}`;
  throw error;
}
