// Parts of the world that people name, over the countries that made a film.

/** Region -> countries, as the facts of films write them. */
const COUNTRIES: Record<string, string> = {
  Scandinavia: 'Sweden|Denmark|Norway|Finland|Iceland',
  'Eastern Europe':
    'Poland|Russia|Soviet Union|Czech Republic|Czechoslovakia|Slovakia|Hungary|Romania|Bulgaria|Ukraine|Belarus|Moldova|Lithuania|Latvia|Estonia|Georgia|Armenia',
  Balkans:
    'Yugoslavia|Serbia|Croatia|Bosnia and Herzegovina|Slovenia|North Macedonia|Macedonia|Montenegro|Kosovo|Albania|Bulgaria|Greece|Romania',
  Europe:
    'United Kingdom|Ireland|France|Germany|West Germany|East Germany|Italy|Spain|Portugal|Belgium|Netherlands|Luxembourg|Switzerland|Austria|Greece|Malta|Cyprus|Monaco|Liechtenstein|Andorra|Faroe Islands|Greenland',
  'East Asia': 'Japan|South Korea|North Korea|China|Hong Kong|Taiwan|Mongolia|Macau',
  Asia: 'India|Pakistan|Bangladesh|Sri Lanka|Nepal|Bhutan|Afghanistan|Kazakhstan|Kyrgyzstan|Uzbekistan|Tajikistan|Thailand|Vietnam|Cambodia|Laos|Myanmar|Malaysia|Singapore|Indonesia|Philippines',
  'Middle East':
    'Iran|Iraq|Israel|Palestine|Lebanon|Syria|Jordan|Saudi Arabia|United Arab Emirates|Qatar|Kuwait|Yemen|Turkey|Egypt',
  Africa:
    'Egypt|Morocco|Algeria|Tunisia|Libya|Sudan|Senegal|Mali|Mauritania|Burkina Faso|Ivory Coast|Ghana|Nigeria|Niger|Chad|Cameroon|Guinea|Guinea-Bissau|Republic of the Congo|Democratic Republic of the Congo|Congo|Angola|Kenya|Uganda|Rwanda|Ethiopia|Tanzania|Somalia|Zambia|Zimbabwe|Botswana|Namibia|Mozambique|Malawi|Lesotho|South Africa|Madagascar|Benin|Togo|Sierra Leone|Liberia',
  'South America': 'Argentina|Brazil|Chile|Colombia|Peru|Uruguay|Paraguay|Bolivia|Ecuador|Venezuela|Guyana|Suriname',
  'Latin America':
    'Mexico|Cuba|Guatemala|Costa Rica|Panama|Nicaragua|Honduras|El Salvador|Dominican Republic|Puerto Rico|Haiti|Jamaica|Bahamas|Trinidad and Tobago',
  Oceania: 'Australia|New Zealand|Samoa|Fiji|Vanuatu|Papua New Guinea|Tonga',
};
/** Wider regions that have all of a narrower one. */
const WITHIN: Record<string, string> = {
  Scandinavia: 'Europe',
  'Eastern Europe': 'Europe',
  Balkans: 'Europe',
  'East Asia': 'Asia',
  'Middle East': 'Asia',
  'South America': 'Latin America',
};
/** Of the Middle East, but not of Asia. */
const NOT_OF_ASIA = new Set(['Egypt']);

const REGIONS = new Map<string, Set<string>>();
for (const [region, countries] of Object.entries(COUNTRIES)) {
  for (const country of countries.split('|')) {
    const found = REGIONS.get(country) ?? new Set();
    REGIONS.set(country, found.add(region));
    const wider = WITHIN[region];
    if (wider && !(wider === 'Asia' && NOT_OF_ASIA.has(country))) found.add(wider);
  }
}

/** The regions of some countries, each once; a country that no list has is in none. */
export function regionsOf(countries: readonly string[]): string[] {
  return [...new Set(countries.flatMap((country) => [...(REGIONS.get(country) ?? [])]))].sort();
}

export const REGION_NAMES: readonly string[] = Object.keys(COUNTRIES);

/** All countries of a region. */
export function countriesOf(region: string): string[] {
  return [...REGIONS].filter(([, regions]) => regions.has(region)).map(([country]) => country);
}
