// A shop made with React, as a newcomer writes it: rendered on a server, hydrated in StrictMode, with lists, a search and what
// was viewed last.
export const APP = `import { StrictMode, useState } from 'react';
import { ItemList, PrivetProvider, PrivetView, Recent, useForYou, usePrivet, useSearch } from 'privet/react';

const line = (item) => <a href={'#' + item.itemId}>{item.title}</a>;

function Home() {
  const list = useForYou({ count: 8, where: { stock: { min: 1 } } });
  return (
    <section aria-label="For you">
      <button disabled={!list.isStale} onClick={list.refresh}>Show others</button>
      <ItemList list={list} fallback={<p>Soon</p>}>{line}</ItemList>
    </section>
  );
}

function Search() {
  const [query, setQuery] = useState('');
  const found = useSearch(query, { count: 5 });
  return (
    <section aria-label="Search">
      <input type="search" aria-label="Query" value={query} onChange={(event) => setQuery(event.target.value)} />
      <ItemList list={found}>{line}</ItemList>
    </section>
  );
}

function Status() {
  const { status, error } = usePrivet();
  return <output>{error ? error.message : status}</output>;
}

const options = { workerUrl: './privet/worker.js' };

export const App = () => (
  <StrictMode>
    <PrivetProvider url="./privet/bundle/" options={options}>
      <Status />
      <PrivetView id="SKU-1" />
      <Home />
      <Search />
      <Recent count={3} live className="recent">{line}</Recent>
    </PrivetProvider>
  </StrictMode>
);
`;

export const CLIENT = `import { hydrateRoot } from 'react-dom/client';
import { App } from './app.jsx';
const onRecoverableError = (error) => console.error(String(error));
hydrateRoot(document.getElementById('root'), <App />, { onRecoverableError });
`;

export const SERVER = `import { renderToString } from 'react-dom/server';
import { App } from './app.jsx';
process.stdout.write(renderToString(<App />));
`;

/** @param html  what the server rendered */
export function reactPage(html: string): string {
  const head = '<meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">';
  return `<!doctype html><html lang="en">${head}<div id="root">${html}</div><script type="module" src="/client.jsx"></script>`;
}
