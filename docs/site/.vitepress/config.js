// The docs site: every page of docs/ as it lies there, in the order of a site owner's first hour. `npm run build:docs`
// builds it (scripts/docs/build-docs.mjs says where the address and the search come from).
import { resolve } from 'node:path';
import { defineConfig } from 'vitepress';
import { linksOutOf } from './links-out.js';

const docs = resolve(import.meta.dirname, '../..');
const base = process.env.PRIVET_DOCS_BASE ?? '/';
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
const source = GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/main/`;

const group = (text, pages, options = {}) => ({
  text,
  items: pages.map(([title, link]) => ({ text: title, link })),
  ...options,
});

const sidebar = [
  group('Start', [
    ['Ten-minute start', '/start'],
    ['Install and publish', '/install'],
    ['Questions', '/faq'],
  ]),
  group('Recipes', [
    ['Shopify', '/recipes/shopify'],
    ['A static generator', '/recipes/static-site'],
    ['React', '/recipes/react'],
    ['Tag Manager', '/recipes/tag-manager'],
    ['A daily rebuild', '/recipes/daily-rebuild'],
  ]),
  group('Your data', [
    ['Items: what can be read', '/items'],
    ['Columns and their roles', '/columns'],
    ['How large a log must be', '/log-size'],
  ]),
  group('Reference', [
    ['Elements', '/elements'],
    ['SDK', '/sdk'],
    ['List calls', '/lists'],
    ['React', '/react'],
    ['In a frame', '/frame'],
    ['Command line', '/command-line'],
    ['Hosting', '/hosting'],
  ]),
  group('Visitors', [
    ['What is kept of a visitor', '/privacy'],
    ['Text for your privacy policy', '/privacy-policy-text'],
    ['Sizes and browsers', '/sizes'],
  ]),
  group(
    'Engineering',
    [
      ['Training', '/training'],
      ['Evaluation', '/evaluation'],
      ['Benchmarks', '/benchmarks'],
      ['Security and privacy', '/security'],
      ['Format: bundle', '/formats/bundle'],
      ['Format: towers', '/formats/towers'],
      ['Format: codebooks', '/formats/codebooks'],
      ['Format: item-to-item table', '/formats/item-to-item'],
      ['Format: language file', '/formats/language'],
      ['Format: taste map', '/formats/taste-map'],
      ['Format: export file', '/formats/export'],
      ['Format: sealed history', '/formats/sealed-history'],
    ],
    { collapsed: true },
  ),
];

export default defineConfig({
  title: 'Privet',
  description: 'Private recommendations in any web page.',
  lang: 'en-GB',
  base,
  srcDir: docs,
  srcExclude: ['site/**'],
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
    footer: { message: 'This search runs in your browser, by Privet itself. Nothing that you type leaves it.' },
  },
  vite: { publicDir: false },
});
