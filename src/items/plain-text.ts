// Text as shops write it (HTML, Liquid and shortcode marks) -> the words that a shopper reads. It is never markup here:
// what is left is shown as text.

/** Whatever a text without any of these holds, it is plain. */
const MARKS = /[<&{[]|\\[nr]/;
const UNSEEN = /<(script|style|noscript|template|svg|iframe)\b[\s\S]*?(<\/\1\s*>|$)|<!--[\s\S]*?(-->|$)/gi;
const LIST_ITEM = /<\/(li|tr|dt|dd|h[1-6]|p|div)\s*>|<br\s*\/?>/gi;
const TAG = /<\/?[a-z!?][^<>]*(>|$)/gi;
/** Liquid, Jinja, Hugo: `{{ … }}`, `{% … %}`. */
const TEMPLATE = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
/** WordPress: `[gallery ids="1,2"]`, `[/caption]`. */
const SHORTCODE = /\[\/?[a-z][a-z0-9_-]*(\s+[a-z_-]+\s*=\s*("[^"]*"|'[^']*'|[^\s\]]+))*\s*\/?\](?!\()/gi;
const ENTITY = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi;

/** Those that editors write; others stay as they are. */
const NAMED: Readonly<Record<string, string>> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    shy: '',
    zwnj: '',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
  },
  ...{ ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„' },
  ...{ laquo: '«', raquo: '»', bull: '•', middot: '·', trade: '™', reg: '®', copy: '©', deg: '°', times: '×' },
  ...{ euro: '€', pound: '£', yen: '¥', cent: '¢', frac12: '½', frac14: '¼', frac34: '¾', plusmn: '±', micro: 'µ' },
  ...{ sup2: '²', sup3: '³', divide: '÷', minus: '−', sect: '§', para: '¶', dagger: '†', infin: '∞', asymp: '≈' },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', egrave: 'è' },
  ...{ ecirc: 'ê', euml: 'ë', agrave: 'à', acirc: 'â', aacute: 'á', ccedil: 'ç', icirc: 'î', iuml: 'ï', iacute: 'í' },
  ...{
    ocirc: 'ô',
    oacute: 'ó',
    ograve: 'ò',
    ucirc: 'û',
    ugrave: 'ù',
    uacute: 'ú',
    ntilde: 'ñ',
    aring: 'å',
    aelig: 'æ',
  },
  ...{ oslash: 'ø', Eacute: 'É', Egrave: 'È', Agrave: 'À', Ccedil: 'Ç', Ntilde: 'Ñ', iexcl: '¡', iquest: '¿' },
};

/** One line breaks nothing: whoever wants one line joins what blanks are left. */
export function plainText(text: string): string {
  if (!MARKS.test(text)) return text;
  let plain = text;
  // WooCommerce writes the ends of lines as two characters.
  if (plain.includes('\\')) plain = plain.replace(/\\[nr]/g, ' ');
  // Escaped HTML, as feeds have it, is HTML once it is read.
  if (/&lt;\/?[a-z]/i.test(plain) && !/<[a-z/]/i.test(plain)) plain = decoded(plain);
  if (plain.includes('<')) {
    plain = plain.replace(UNSEEN, ' ').replace(LIST_ITEM, '$& ').replace(TAG, '');
  }
  if (plain.includes('{')) plain = plain.replace(TEMPLATE, ' ');
  if (plain.includes('[')) plain = plain.replace(SHORTCODE, ' ');
  return plain.includes('&') ? decoded(plain) : plain;
}

function decoded(text: string): string {
  return text.replace(ENTITY, (entity, name: string) => {
    if (name[0] !== '#') return (Object.hasOwn(NAMED, name) && NAMED[name]) || (name === 'shy' ? '' : entity);
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isShown = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isShown ? String.fromCodePoint(code) : ' ';
  });
}
