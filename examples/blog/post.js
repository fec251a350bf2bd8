// What a server or a generator does for each post: its id in the head, before elements look for it, and its words.
const id = new URLSearchParams(location.search).get('post');

if (id) {
  const meta = Object.assign(document.createElement('meta'), { name: 'privet:view', content: id });
  document.head.append(meta);
  document.addEventListener('DOMContentLoaded', () => show(id));
}

async function show(id) {
  const { openPrivet } = await import('./privet/privet.js');
  const privet = await openPrivet('./privet/bundle/');
  const { title, text, details } = await privet.item(id);
  document.title = `${title} – Crumb & Compost`;
  document.querySelector('h1').textContent = title;
  document.querySelector('#text').textContent = text;
  Object.assign(document.querySelector('#link'), { href: details.link, hidden: !details.link });
}
