// The docs site: every page of docs/ as it lies there, in the order of a site owner's first hour. `npm run build:docs`
// builds it (scripts/docs/build-docs.mjs says where the address and the search come from).
import { resolve } from 'node:path';
import { defineConfig } from 'vitepress';
import { headingSlug } from '../../../scripts/docs/heading-slug.ts';
import { sidebar } from '../../../scripts/docs/sidebar.ts';
import { linksOutOf } from './links-out.js';

const docs = resolve(import.meta.dirname, '../..');
const base = process.env.PRIVET_DOCS_BASE ?? '/';
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
const source = GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/main/`;

export default defineConfig({
  title: 'Privet',
  description: 'Private recommendations in any web page.',
  lang: 'en-GB',
  base,
  srcDir: docs,
  srcExclude: ['site/**'],
  // Examples name servers of the reader's own machine.
  ignoreDeadLinks: 'localhostLinks',
  outDir: process.env.PRIVET_DOCS_OUT,
  cacheDir: resolve(docs, 'site/node_modules/.cache'),
  head: [
    ['link', { rel: 'icon', href: 'data:,' }],
    ['link', { rel: 'stylesheet', href: `${base}privet/privet.css` }],
    ['script', { type: 'module', src: `${base}privet/elements.js` }],
  ],
  // Where a result of the search leads: what reads the built pages takes their address from here.
  transformHead: ({ page }) => [
    ['link', { rel: 'canonical', href: base + page.replace(/\.md$/, '.html').replace(/^index\.html$/, '') }],
  ],
  markdown: {
    config: (markdown) => markdown.use(linksOutOf, { docs, source }),
    anchor: { slugify: headingSlug },
    // Of theirs the light one has comments that are too pale to be read.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Elements', link: '/elements' },
      { text: 'Questions', link: '/faq' },
    ],
    sidebar,
    outline: [2, 3],
    ...(source && { socialLinks: [{ icon: 'github', link: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` }] }),
  },
  vite: { publicDir: false },
});
