// Pages of docs/ link to files of the repository, which the site does not have. A build that knows the repository's
// address (GitHub's runners say it) leads there; any other leaves the words without a link.
import { dirname, relative, resolve } from 'node:path';

/** A plugin of markdown-it. */
export function linksOutOf(markdown, { docs, source }) {
  markdown.core.ruler.push('links-out', ({ tokens, env }) => {
    for (const token of tokens) leadOut(token.children ?? [], dirname(env.path), docs, source);
  });
}

function leadOut(tokens, folder, docs, source) {
  const open = [];
  for (const token of tokens) {
    // Code is no place for Vue's braces: VitePress says so for blocks alone.
    if (token.type === 'code_inline') token.attrSet('v-pre', '');
    if (token.type === 'link_open') open.push(redirect(token, folder, docs, source));
    else if (token.type === 'link_close' && open.pop()) token.hidden = true;
    if (token.hidden) Object.assign(token, { type: 'text', tag: '', content: '', nesting: 0 });
  }
}

/** @returns whether it leads nowhere */
function redirect(token, folder, docs, source) {
  const href = token.attrGet('href');
  if (/^(\w+:|#|\/)/.test(href)) return false;
  const path = relative(docs, resolve(folder, href));
  if (!path.startsWith('..')) return false;
  if (source) token.attrSet('href', source + relative('..', path));
  else token.hidden = true;
  return !source;
}
