// The pages of the docs site, in the order of a site owner's first hour; test/docs/pages.test.ts holds it to docs/.

const group = (text: string, pages: readonly (readonly [string, string])[]) => ({
  text,
  items: pages.map(([title, link]) => ({ text: title, link })),
});

export const sidebar = [
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
    ['Logs, and how large one must be', '/logs'],
    ['The match filter', '/match-filter'],
  ]),
  group('Reference', [
    ['Elements', '/elements'],
    ['SDK', '/sdk'],
    ['Reasons, stars and matches', '/reasons'],
    ['A passphrase', '/passphrase'],
    ['When the worker dies', '/worker-life'],
    ['List calls', '/lists'],
    ['React', '/react'],
    ['The data layer', '/data-layer'],
    ['In a frame', '/frame'],
    ['Command line', '/command-line'],
    ['Hosting', '/hosting'],
    ['Large catalogs, many machines', '/scale'],
  ]),
  group('Visitors', [
    ['What is kept of a visitor', '/privacy'],
    ['Text for your privacy policy', '/privacy-policy-text'],
    ['Sizes and browsers', '/sizes'],
  ]),
  group('Engineering', [
    ['Training', '/training'],
    ['Evaluation', '/evaluation'],
    ['The films, measured', '/film-evaluation'],
    ['Benchmarks', '/benchmarks'],
    ['Security and privacy', '/security'],
    ['Format: bundle', '/formats/bundle'],
    ['Format: towers', '/formats/towers'],
    ['Format: text encoder', '/formats/text-encoder'],
    ['Format: codebooks', '/formats/codebooks'],
    ['Format: item-to-item table', '/formats/item-to-item'],
    ['Format: language file', '/formats/language'],
    ['Format: judgements', '/formats/judgements'],
    ['Format: match filter', '/formats/match-filter'],
    ['Format: taste map', '/formats/taste-map'],
    ['Format: export file', '/formats/export'],
    ['Format: sealed history', '/formats/sealed-history'],
    ['Format: taste file', '/formats/taste-file'],
  ]),
];
