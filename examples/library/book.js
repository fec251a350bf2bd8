// What a server does for each book: its id in the head and on the button, before elements look for them, and its words.
const id = new URLSearchParams(location.search).get('book');

if (id) {
  document.head.append(Object.assign(document.createElement('meta'), { name: 'privet:view', content: id }));
  document.addEventListener('DOMContentLoaded', () => show(id));
}

async function show(id) {
  document.querySelector('#book').hidden = false;
  document.querySelector('#like').dataset.privet = `like ${id}`;
  const { openPrivet } = await import('./privet/privet.js');
  const privet = await openPrivet('./privet/bundle/');
  const { title, text } = await privet.item(id);
  document.title = `${title} – Harbour Street Library`;
  document.querySelector('h1').textContent = title;
  document.querySelector('#about').textContent = text;
}
