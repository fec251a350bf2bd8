// Pages that people read: every link of theirs leads to something that is there, and the docs site shows each of them.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { headingSlug } from '../../scripts/docs/heading-slug.ts';
import { sidebar } from '../../scripts/docs/sidebar.ts';
import { ROOT } from './type-check.ts';

async function markdownIn(folder: string): Promise<string[]> {
  const paths = await readdir(join(ROOT, folder), { recursive: true });
  const isPage = (path: string) => path.endsWith('.md') && !/node_modules|^site\//.test(path);
  return paths.filter(isPage).map((path) => join(folder, path));
}

const docs = await markdownIn('docs');
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'DESIGN.md', 'demo/app/README.md', 'test/zoo/README.md'],
  ...docs,
  ...(await markdownIn('examples')),
  ...(await markdownIn('packages')),
];

const withoutCode = (markdown: string) => markdown.replace(/^( *)```.*?^\1```$/gms, '').replace(/`[^`\n]*`/g, 'code');

/** Of headings, as they are written: two of one name are told apart as GitHub does. */
async function anchorsOf(path: string): Promise<Set<string>> {
  const markdown = (await readFile(path, 'utf8')).replace(/^( *)```.*?^\1```$/gms, '');
  const anchors = new Set<string>();
  for (const [, heading] of markdown.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = headingSlug(heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    let anchor = slug;
    for (let n = 1; anchors.has(anchor); n++) anchor = `${slug}-${n}`;
    anchors.add(anchor);
  }
  return anchors;
}

async function deadLinks(page: string): Promise<string[]> {
  const markdown = withoutCode(await readFile(join(ROOT, page), 'utf8'));
  const links = [...markdown.matchAll(/\]\(\s*<?([^)>\s]+)>?\s*\)|^\s*link: (\/.+)$/gm)];
  const dead: string[] = [];
  for (const [, link, address] of links) {
    const target = link ?? `${address}.md`;
    if (/^\w+:/.test(target)) continue;
    const [path = '', anchor] = target.split('#');
    const folder = address ? join(ROOT, 'docs') : dirname(join(ROOT, page));
    const file = path ? resolve(folder, path.replace(/^\//, '')) : join(ROOT, page);
    const isDead = !existsSync(file) || (anchor !== undefined && !(await anchorsOf(file)).has(anchor));
    if (isDead) dead.push(target);
  }
  return dead;
}

it.each(pages)('%s links to what is there', async (page) => {
  expect(await deadLinks(page)).toEqual([]);
});

it('finds a link that leads nowhere', async () => {
  const anchors = await anchorsOf(join(ROOT, 'docs/training.md'));
  expect(anchors).toContain('a-sites-towers');
  expect(anchors).not.toContain('a-site-s-towers');
});

it('the docs site has each page once in its menu, and none that is not there', () => {
  const inMenu = sidebar.flatMap(({ items }) => items.map(({ link }) => `docs${link}.md`));
  const pagesToShow = docs.filter((path) => relative('docs', path) !== 'index.md');
  expect(inMenu.toSorted()).toEqual(pagesToShow.toSorted());
});
