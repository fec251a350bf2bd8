// The table of covers: what calls for a motif. A film is scored against every row (choose-motif.ts): `things` and `words`
// stand in its logline or in its place (whole words, their plural too), the others are values of its facets with their
// weights. Things and words tell most, because they name what is in the film; then themes; then genre, era, mood and
// country, which mostly decide between motifs that a theme calls for. A value that no film has calls nothing.
//
// `tone` is what forbids a motif: `sober` ones may stand on a grave film, and no others do; `light` ones never on a dark
// film, `dark` ones never on a light one.
import type { MotifName } from './motifs.ts';

export type Tone = 'light' | 'plain' | 'dark' | 'sober';
type Weights = Readonly<Record<string, number>>;

/** The facets that call for motifs. */
export const CALLING_FACETS = ['theme', 'genre', 'creativeType', 'mood', 'era', 'form', 'audience', 'country'] as const;

export type Call = {
  /** Words and phrases between bars, without punctuation: they name the very thing that the motif shows. */
  things?: string;
  /** The same, of what merely goes with it. */
  words?: string;
  tone?: Tone;
  /** Says little, and goes with any film: for lists in which all others are taken. */
  neutral?: true;
} & { [Facet in (typeof CALLING_FACETS)[number]]?: Weights };

export const CALLS: Readonly<Record<MotifName, Call>> = {
  // Crime and law
  vault: {
    things: 'vault|bank robbery|bank robber|safecracker|heist',
    words: 'safe|jewel|diamond',
    theme: { heist: 5 },
  },
  handcuffs: {
    words: 'arrest|arrested|handcuffed|bounty hunter|fugitive|bail',
    theme: { crime: 2.5, police: 2.5, kidnapping: 2, hostage: 2.5, outlaws: 1 },
  },
  magnifier: {
    words: 'detective|sleuth|private eye|investigator|mystery',
    theme: { investigation: 4, murder: 1 },
    mood: { mysterious: 1 },
  },
  fingerprint: {
    words: 'impostor|double life|amnesia|false identity|undercover|stolen identity',
    theme: { identity: 2.5, investigation: 2.5, 'serial killer': 2, police: 1.5, crime: 1.5 },
    genre: { 'Thriller/Suspense': 0.7 },
  },
  outline: {
    words: 'murdered|found dead|body is found|corpse|crime scene',
    theme: { murder: 4, investigation: 1.5, guilt: 0.5 },
    tone: 'dark',
  },
  knife: {
    words: 'knife|stabbed|stabbing|butcher|blade',
    theme: { 'serial killer': 3.5, murder: 2.5, revenge: 1.5, vigilantes: 2 },
    genre: { Horror: 1, 'Thriller/Suspense': 0.5 },
    mood: { violent: 0.7 },
    tone: 'dark',
  },
  slasher: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -3 },
    words: 'masked killer|slasher|masked|killer in a mask|mask',
    theme: { 'serial killer': 3, murder: 0.5 },
    genre: { Horror: 2.5 },
    mood: { scary: 1 },
    tone: 'dark',
  },
  corridor: {
    words: 'hotel|motel|asylum|corridor|apartment building|mansion|hospital ward',
    theme: { 'haunted house': 2.5, 'mental illness': 1 },
    mood: { claustrophobic: 2, eerie: 1, unsettling: 1 },
    genre: { Horror: 1 },
    tone: 'dark',
  },
  fedora: {
    words: 'mob|mafia|mobster|gangster|crime family|crime boss|cosa nostra|godfather|hoodlum',
    theme: { gangsters: 5 },
    era: { '1900s to 1930s': 1, '1940s and 1950s': 1 },
  },
  spy: {
    words: 'spy|spies|secret agent|cia|kgb|mi6|double agent|secret service|mole',
    theme: { espionage: 5, conspiracy: 1 },
  },
  scales: {
    words: 'trial|jury|juror|judge|court|courtroom|law student|supreme court|sue|lawsuit',
    theme: { courtroom: 5, justice: 2.5, race: 0.5, prejudice: 0.5 },
    tone: 'sober',
  },
  gavel: {
    words: 'lawyer|attorney|defence lawyer|prosecutor|law firm|public defender',
    theme: { courtroom: 4, justice: 1.5, corruption: 0.5 },
  },
  bars: {
    things: 'prison|inmate|death row|penitentiary|jail',
    words: 'prisoner|convict|behind bars|prison camp',
    theme: { prison: 5.5, escape: 1, justice: 0.5, freedom: 0.7 },
    tone: 'sober',
  },
  dynamite: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -2 },
    things: 'bomb|explosive|bomber|dynamite',
    words: 'defuse',
    theme: { terrorism: 4.5, assassination: 1, hostage: 1 },
    genre: { Action: 0.7 },
  },
  phone: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    things: 'phone booth|telephone|phone call',
    words: 'call|phone|caller|ransom',
    theme: { kidnapping: 2.5, hostage: 2.5 },
    mood: { suspenseful: 0.5 },
  },
  chair: {
    words: 'interrogation|interrogated|tortured|tied up|captive|held captive|captor',
    theme: { kidnapping: 3, hostage: 2.5, guilt: 1.5 },
    mood: { claustrophobic: 1.5, tense: 0.5, bleak: 0.5 },
    tone: 'sober',
  },
  banknotes: {
    words:
      'money|cash|fortune|millions|counterfeiter|debt|loan shark|lottery|inheritance|stock|wall street|trader|ransom',
    theme: { money: 4, 'con artists': 3, business: 1.5, corruption: 1.5, poverty: 1 },
  },
  cards: {
    things: 'poker|blackjack',
    words: 'casino|gambler|gambling|card|con man|con artist|swindler|magician|illusionist',
    theme: { gambling: 5, 'con artists': 3 },
  },
  badge: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -3 },
    words: 'cop|policeman|police officer|sheriff|patrolman|police|policewoman|rookie',
    theme: { police: 4, corruption: 1.5, vigilantes: 1 },
    genre: { Action: 0.5 },
  },
  cctv: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    words: 'surveillance|watched|cameras|hidden camera|wiretap|eavesdrop|regime|secret police|totalitarian',
    theme: { dystopia: 2.5, conspiracy: 3, technology: 1 },
    mood: { unsettling: 0.3 },
  },
  // Graves and wars
  wire: {
    words:
      'death camp|concentration camp|auschwitz|ghetto|internment|prisoner of war|border|refugee|camp guards|barbed wire|genocide',
    theme: { holocaust: 6, war: 1, prison: 0.5, immigration: 1 },
    tone: 'sober',
  },
  candle: {
    words: 'mourn|mourning|vigil|funeral|massacre|widow|widower|memorial',
    theme: { holocaust: 6, grief: 3, death: 1.5, faith: 1.5, sacrifice: 1 },
    mood: { heartbreaking: 0.7, sad: 0.5 },
    tone: 'sober',
  },
  chains: {
    words: 'slave|slavery|enslaved|plantation|bondage|freed|abolition|abolitionist',
    theme: { slavery: 7, freedom: 2, escape: 1 },
    tone: 'sober',
  },
  graves: {
    words: 'battle|trenches|western front|fallen|front line|cemetery|soldiers die',
    theme: { war: 2.5, sacrifice: 1.5, death: 1 },
    mood: { bleak: 0.5 },
    tone: 'sober',
  },
  tombstone: {
    words: 'dying|death of|dies|died|grave|funeral|buried|undertaker|burial',
    theme: { death: 3.5, grief: 3, guilt: 1, ghosts: 1 },
    mood: { sad: 0.7, bleak: 0.5 },
    tone: 'sober',
  },
  helmet: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -3 },
    words: 'soldier|platoon|vietnam|marines|sergeant|regiment|infantry|army|troops|veteran',
    theme: { war: 4, military: 3.5, courage: 0.5 },
    tone: 'sober',
  },
  ruins: {
    words:
      'ruined city|in ruins|ruins|bombed|siege|rubble|after the war|wasteland|post apocalyptic|sarajevo|stalingrad',
    theme: { apocalypse: 3.5, war: 2, disaster: 1, holocaust: 2, zombies: 1 },
    mood: { bleak: 0.7 },
    tone: 'sober',
  },
  tank: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    words: 'tank|general|invasion|commando|mercenary|mercenaries|invade|squad|raid|special forces',
    theme: { military: 3, war: 2 },
    genre: { Action: 1 },
  },
  fist: {
    genre: { 'Science Fiction': -2.5 },
    words: 'strike|protest|activist|uprising|revolt|revolution|civil rights|union|resistance|suffragette|apartheid',
    theme: { rebellion: 3.5, race: 2.5, justice: 1.5, freedom: 1.5, prejudice: 2, class: 1, colonialism: 2 },
    tone: 'sober',
  },
  podium: {
    words:
      'election|candidate|campaign|speech|senator|prime minister|mayor|political|president|dictator|congressman|governor|first lady',
    theme: { politics: 4 },
  },
  capitol: {
    words: 'white house|president|washington|congress|senate|pentagon|government',
    theme: { politics: 3, conspiracy: 1.5, corruption: 1, assassination: 2 },
  },
  mushroom: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    things: 'nuclear|atomic|atom bomb|hiroshima',
    words: 'warhead|missile|radiation|end of the world|cold war',
    theme: { apocalypse: 3, disaster: 1.5, science: 0.5 },
  },
  crown: { words: 'king|queen|prince|princess|throne|royal|emperor|monarch|kingdom|heir|tsar', theme: { royalty: 5 } },
  sword: {
    mood: { epic: 1.5 },
    tone: 'sober',
    words:
      'sword|knight|swordsman|warrior|samurai|crusade|viking|king arthur|musketeer|duel|barbarian|hobbit|middle earth|dark lord|elves|quest',
    theme: { 'martial arts': 2, loyalty: 0.7, courage: 0.7, mythology: 1.5 },
    era: { 'middle ages': 3, '16th to 18th century': 1 },
    creativeType: { Fantasy: 1.5 },
    genre: { Adventure: 0.5, Action: 0.3 },
  },
  centurion: {
    tone: 'sober',
    words: 'gladiator|roman|rome|sparta|spartan|caesar|troy|greek|centurion|legion',
    theme: { mythology: 2.5 },
    era: { antiquity: 4 },
  },
  torch: {
    words: 'statue of liberty|liberty|independence|founding fathers|ellis island|new world',
    theme: { 'american dream': 3.5, freedom: 3, immigration: 2, courage: 1.2 },
    mood: { uplifting: 0.5, hopeful: 1 },
  },
  peace: {
    words: 'hippie|commune|counterculture|woodstock|summer of love|draft|anti war',
    theme: { rebellion: 1 },
    era: { '1960s': 2, '1970s': 1 },
  },
  // On the move
  car: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    words: 'driver|car|taxi|chauffeur|getaway|car chase|cab|street racer|convoy|carjack',
    theme: { racing: 3, police: 0.7, escape: 1, outlaws: 1, 'road trip': 1.5 },
    genre: { Action: 1 },
    mood: { energetic: 0.3, exhilarating: 0.7 },
  },
  checkered: {
    things: 'racing driver|racer|formula one|race car|nascar|drag racing|le mans|grand prix',
    theme: { racing: 5, rivalry: 1.2 },
  },
  motorcycle: {
    things: 'motorcycle|biker|motorbike|scooter',
    theme: { rebellion: 1.7, outlaws: 1.5, 'road trip': 1.2, freedom: 1.2 },
    genre: { Action: 0.3 },
  },
  van: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    words: 'road trip|camper|bus|van|drive across|on the road|caravan|cross country',
    theme: { 'road trip': 4.5, friendship: 0.7, 'fish out of water': 0.7 },
    genre: { Comedy: 0.7 },
    tone: 'light',
  },
  train: {
    things: 'railway|railroad|locomotive|express train|train robbery|orient express|train driver|carriage',
    words: 'a train|the train|train|subway|commuter train',
  },
  plane: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    things: 'airline|fighter pilot|hijacked|airliner|airport',
    words: 'plane|pilot|flight|aeroplane|aircraft|air force|hijack|flying',
    theme: { disaster: 0.7, escape: 0.7 },
  },
  submarine: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -4 },
    things: 'submarine|u boat',
    words: 'undersea|deep sea|bottom of the sea',
  },
  liner: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -4 },
    things: 'liner|cruise ship|shipwreck|ferry|ocean liner',
    words: 'ship|cruise|aboard|steamer|freighter|sailor|yacht|stowaway|navy',
    theme: { disaster: 1 },
  },
  sail: {
    things: 'whaling|whaler|sailing ship|galleon|tall ship|mutiny',
    words: 'voyage|whale|sail|sailing|expedition|explorer|sea|castaways',
    theme: { pirates: 2.5, colonialism: 1.5, nature: 0.5 },
    genre: { Adventure: 0.7 },
  },
  road: {
    neutral: true,
    words: 'hitchhiker|hitchhike|highway|drifter|wanders|across america|trucker|journey|hitch',
    theme: { 'road trip': 3.5, escape: 1.5, 'second chances': 1.5, loneliness: 1, freedom: 1 },
    tone: 'sober',
  },
  suitcase: {
    neutral: true,
    words: 'immigrant|exile|leaves home|emigrate|arrives in|moves to|traveller|tourist|holiday|vacation|refugees',
    theme: { immigration: 4.5, 'culture clash': 3, 'fish out of water': 2.5, escape: 1.2 },
    tone: 'sober',
  },
  compass: {
    words: 'explorers|quest|expedition|lost city|adventurer|search for|adventurers',
    theme: { 'treasure hunt': 3.5, survival: 0.7, courage: 1.2 },
    genre: { Adventure: 1.5 },
  },
  map: {
    words: 'treasure|lost treasure|map|gold|buried treasure|archaeologist|relic|ark|clues',
    theme: { 'treasure hunt': 5, pirates: 1.5 },
    genre: { Adventure: 0.7 },
  },
  // Land, sea and weather
  lighthouse: {
    things: 'lighthouse',
    words: 'coast|coastal|fishing village|harbour|seaside|cliff|cornwall|shore',
    theme: { loneliness: 1.5, memory: 0.5 },
  },
  shark: { things: 'great white|killer shark|a shark|sharks attack|giant shark', words: 'piranha|crocodile|alligator' },
  wave: {
    words: 'surfer|surfing|tsunami|ocean|storm|flood|drowning|hurricane|drowned|diver|diving|swimmer|whale',
    theme: { disaster: 2.5, nature: 1, survival: 0.7 },
  },
  island: { things: 'desert island|castaway', words: 'island|tropical|hawaii|hawaiian|caribbean|stranded|islander' },
  campfire: {
    words: 'camp|campers|wilderness|hiking|hikers|camping|summer camp|scouts|boy scouts',
    theme: { survival: 2.5, nature: 2.2, friendship: 0.3 },
  },
  forest: {
    neutral: true,
    words: 'forest|woods|lumberjack|jungle|rainforest|deep in the woods|wood',
    theme: { nature: 2.5, witches: 0.7, survival: 0.7 },
    mood: { eerie: 0.5 },
    tone: 'sober',
  },
  cabin: {
    things: 'blizzard|antarctica|antarctic|arctic|avalanche',
    words: 'snow|snowbound|winter|alaska|frozen|ski|ice|siberia|lapland|cabin',
    theme: { survival: 1.2 },
  },
  leaf: {
    words: 'environmental|pollution|farmland|climate|garden|gardener|plants|conservation|ecological|poisoned water',
    theme: { environment: 5, nature: 2.5 },
  },
  tornado: {
    things: 'tornado|earthquake|volcano|asteroid|comet|meteor',
    words: 'storm chaser|natural disaster|cyclone',
    theme: { disaster: 4, apocalypse: 1 },
  },
  flame: {
    words: 'fire|firefighter|burning|arson|inferno|burned|blaze|burns',
    theme: { disaster: 2, revenge: 2.2, rebellion: 1, obsession: 1.2 },
    mood: { violent: 0.3 },
  },
  mountains: {
    mood: { epic: 0.7 },
    neutral: true,
    words: 'mountain|climber|everest|alps|himalaya|mountaineers|peak|climb|summit',
    theme: { nature: 2.2, survival: 1.2, courage: 0.7 },
    genre: { Adventure: 0.7 },
    tone: 'sober',
  },
  dunes: { things: 'sahara|bedouin', words: 'desert|nomad|arabia|sand|oasis|outback', theme: { survival: 0.5 } },
  pyramids: { things: 'pharaoh|mummy|pyramid', words: 'egypt|egyptian|cairo|tomb' },
  barn: {
    words: 'farm|farmer|rural|ranch|countryside|farmhouse|cattle|harvest|peasant',
    theme: { 'small town life': 1.2, nature: 0.7, family: 0.3 },
  },
  waterTower: {
    words:
      'small town|a small town|midwest|midwestern|small texas town|dead end town|hometown|kansas|nebraska|iowa|ohio',
    theme: { 'small town life': 4 },
  },
  house: {
    words: 'suburb|suburban|neighbour|next door|neighbourhood',
    theme: { family: 1.5, parenthood: 1, marriage: 0.7, 'american dream': 1 },
    genre: { Comedy: 0.3 },
  },
  skyline: {
    words: 'new york|manhattan|brooklyn|chicago|big city|metropolis|tower block|penthouse|skyscraper',
    theme: { ambition: 1, loneliness: 0.7, crime: 0.5 },
    mood: { moody: 0.5 },
  },
  bridge: { things: 'golden gate|brooklyn bridge|bridge', words: 'san francisco|bay area' },
  eiffel: { words: 'paris|parisian|montmartre', country: { France: 0.5 }, mood: { romantic: 0.3 } },
  bigBen: { things: 'scotland yard|victorian london', words: 'london|londoner' },
  pagoda: {
    words:
      'china|chinese|beijing|shanghai|hong kong|taipei|taiwan|shaolin|kung fu|korea|korean|seoul|vietnam|thailand|tibet|tibetan',
    theme: { 'martial arts': 3 },
    country: { China: 2, 'Hong Kong': 2, Taiwan: 2 },
  },
  torii: {
    things: 'samurai|geisha|yakuza|shogun|ronin',
    words: 'japan|japanese|tokyo|kyoto|osaka|hokkaido',
    country: { Japan: 2 },
  },
  domes: {
    words:
      'india|indian|mumbai|bombay|delhi|iran|iranian|tehran|istanbul|baghdad|arab|sultan|punjab|persian|palestinian|lebanon|kabul|pakistan|calcutta',
    country: { India: 3, Iran: 3, Turkey: 2.5 },
  },
  neon: {
    things: 'cyborg|replicant|artificial human|cyberpunk',
    words: 'futuristic|future city|android',
    theme: { dystopia: 3.5, 'artificial intelligence': 3 },
    era: { 'near future': 2, 'far future': 0.5 },
    mood: { moody: 0.7 },
  },
  rain: {
    neutral: true,
    things: 'monsoon',
    words: 'rain|rainy|storm|stormy',
    theme: { depression: 2.5, grief: 1.5, loneliness: 1.7, 'second chances': 0.7 },
    mood: { melancholic: 1.5, sad: 1, moody: 0.5 },
    tone: 'sober',
  },
  streetlamp: {
    words: 'private detective|night|prostitute|noir|femme fatale|nightclub owner|back streets',
    theme: { infidelity: 1, guilt: 1, murder: 0.7, loneliness: 0.7 },
    era: { '1940s and 1950s': 1.5 },
    mood: { moody: 1.5, cynical: 0.5 },
    form: { 'black and white': 1 },
  },
  factory: {
    words: 'factory|mine|miner|coal|steel|mill|worker|docker|shipyard|dockworker|coal mine|welder',
    theme: { work: 2.5, poverty: 2.5, class: 1.2 },
    tone: 'sober',
  },
  bareTree: {
    neutral: true,
    words: 'curse|cursed|evil|swamp|moor|occult|demon|demonic',
    theme: { supernatural: 2.2, witches: 1.2, death: 0.7, depression: 1.5, cults: 1 },
    mood: { eerie: 1.5, bleak: 1, chilling: 0.7, melancholic: 0.3 },
    genre: { Horror: 1 },
    tone: 'sober',
  },
  church: {
    neutral: true,
    words:
      'priest|church|nun|convent|pope|preacher|pastor|parish|bishop|vicar|christian|jesus|monastery|vatican|saint|rabbi',
    theme: { religion: 4.5, faith: 4 },
    tone: 'sober',
  },
  arches: {
    neutral: true,
    words: 'monk|cathedral|abbey|temple|pilgrim|pilgrimage|venice|cloister',
    theme: { religion: 2, faith: 2 },
    era: { 'middle ages': 1, antiquity: 1 },
    tone: 'sober',
  },
  haunted: {
    words: 'haunted|haunted house|old house|new house|manor|inherits a house|isolated house|possessed',
    theme: { 'haunted house': 5.5, ghosts: 1.5 },
    genre: { Horror: 0.5 },
  },
  basement: {
    era: { antiquity: -9, 'middle ages': -9, '16th to 18th century': -4, '19th century': -4 },
    words: 'basement|cellar|rich household|servant|maid|housekeeper|wealthy|rich family|bunker|squat|slum',
    theme: { class: 3, poverty: 2.5, money: 0.5 },
    tone: 'plain',
  },
  castle: {
    things: 'castle|fairy tale',
    words: 'enchanted|fairy|giant|ogre|fairy tale kingdom|kingdom',
    theme: { royalty: 2.2, magic: 1.5, dragons: 1 },
    era: { 'middle ages': 1.5 },
    creativeType: { Fantasy: 0.7 },
    audience: { kids: 0.7 },
  },
  beach: {
    things: 'beach|spring break|lifeguard',
    words: 'holiday|vacation|resort|summer|riviera|honeymoon',
    theme: { 'fish out of water': 0.5 },
    mood: { 'feel-good': 0.5 },
    genre: { Comedy: 0.5 },
    tone: 'light',
  },
  circus: { things: 'circus|clown|big top|trapeze|acrobat', words: 'carnival|fairground|sideshow|freak' },
  ferris: {
    things: 'amusement park|theme park|coney island|funfair|roller coaster|fairground',
    words: 'fair|carnival',
    mood: { nostalgic: 0.5 },
  },
  // The West and sports
  saloon: {
    words:
      'frontier|frontier town|western town|gunslinger|gunfighter|saloon|marshal|outlaw|gold rush|wyoming|tombstone|dodge city',
    theme: { outlaws: 2 },
    genre: { Western: 4 },
  },
  mesa: {
    words: 'arizona|new mexico|texas|apache|comanche|cowboy|navajo|utah|mexican border|bounty',
    theme: { outlaws: 2 },
    genre: { Western: 4 },
  },
  horse: {
    things: 'racehorse|jockey|stallion|rodeo',
    words: 'horse|pony|ride|cavalry|horseback|mustang',
    genre: { Western: 2 },
    theme: { animals: 0.7 },
  },
  trophy: {
    words:
      'champion|championship|coach|contest|competition|tournament|olympic|olympics|cup|world champion|team|national title',
    theme: { sports: 3.5, rivalry: 2.5, ambition: 1.7 },
  },
  ball: {
    things: 'soccer|goalkeeper|footballer|world cup|football hooligan|football club',
    words: 'striker',
    country: { 'United Kingdom': 0.1 },
  },
  baseball: { things: 'baseball|softball|little league|ballplayer|cricket', words: 'pitcher|home run' },
  basketball: { things: 'basketball', words: 'hoop' },
  football: {
    things: 'quarterback|football coach|nfl|rugby|american football|high school football|football team',
    words: 'football',
  },
  glove: {
    things: 'boxer|boxing|prizefighter|heavyweight|bare knuckle|wrestler|mixed martial arts',
    words: 'fighter|wrestling|fight club',
    theme: { sports: 1, 'martial arts': 2 },
  },
  rink: { things: 'skater|figure skating|ice hockey|hockey|ice skating', words: 'skating|skate|ice' },
  knight: { things: 'chess|grandmaster', words: 'strategist', theme: { rivalry: 1.5, espionage: 0.7, obsession: 1 } },
  // Stage, music and screen
  stage: {
    words:
      'theatre|actor|actress|broadway|stage|musical|troupe|playwright|vaudeville|opera|play|understudy|cabaret|chorus girl',
    theme: { fame: 1.5 },
    genre: { Musical: 1.5, 'Concert/Performance': 1 },
  },
  dancer: {
    things: 'dancer|ballerina|ballet|tango',
    words: 'dance|dancing|choreographer|ballroom',
    theme: { dance: 5 },
    genre: { Musical: 0.5 },
  },
  disco: {
    words: 'disco|nightclub|club|party|dj|rave|prom',
    theme: { dance: 2.5 },
    era: {
      '1970s': 1.5,
      '1980s': 0.3,
      prehistory: -9,
      antiquity: -9,
      'middle ages': -9,
      '16th to 18th century': -9,
      '19th century': -9,
    },
    mood: { energetic: 0.5 },
  },
  guitar: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -3 },
    words:
      'guitar|guitarist|rock band|rock star|rock|band|folk singer|country singer|punk|heavy metal|songwriter|rock group',
    theme: { music: 3 },
  },
  drum: { things: 'drummer|drums', words: 'percussion|marching band' },
  trumpet: {
    things: 'trumpet|saxophone|saxophonist|bandleader',
    words: 'jazz|blues|swing|new orleans|harlem',
    theme: { music: 2.2 },
    era: { '1900s to 1930s': 0.5, '1940s and 1950s': 0.5 },
  },
  microphone: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -3 },
    words: 'singer|comedian|stand up|radio|pop star|diva|karaoke|sing|singing|radio host|choir|songs',
    theme: { music: 2.7, fame: 2.5 },
    genre: { 'Concert/Performance': 3, Musical: 1.5 },
  },
  keys: {
    things: 'pianist|piano',
    words: 'composer|conductor|orchestra|musician|concert|mozart|beethoven|violin|violinist|cello|symphony',
    theme: { music: 2 },
    tone: 'sober',
  },
  record: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    words: 'record|album|record label|hip hop|rapper|rap|motown|soul|recording|producer|record store',
    theme: { music: 2.7, fame: 0.5 },
    genre: { 'Concert/Performance': 2, Musical: 1 },
  },
  boombox: {
    words: 'hip hop|rapper|rap|break dancing|street dance|south central|harlem streets',
    era: {
      '1980s': 1,
      '1990s': 0.5,
      prehistory: -9,
      antiquity: -9,
      'middle ages': -9,
      '16th to 18th century': -9,
      '19th century': -9,
    },
    theme: { dance: 1, music: 1.5, race: 0.7 },
  },
  cassette: {
    words: 'mixtape|teenagers|teen|walkman|eighties|grunge|record shop',
    era: {
      '1980s': 1.7,
      '1990s': 0.7,
      prehistory: -9,
      antiquity: -9,
      'middle ages': -9,
      '16th to 18th century': -9,
      '19th century': -9,
    },
    mood: { nostalgic: 1.5 },
    theme: { 'first love': 1, 'coming of age': 1.5, friendship: 0.3 },
  },
  spotlights: {
    words: 'show|star|talent|audition|tour|showbiz|comeback|beauty pageant|variety show|fame',
    theme: { fame: 3.5, ambition: 1.2 },
    genre: { 'Concert/Performance': 2, Musical: 1 },
  },
  clapper: {
    words:
      'film director|movie star|hollywood|filmmaker|screenwriter|film crew|movie|cinema|film set|stuntman|documentary|a film|new movie',
    theme: { fame: 1, media: 1.5 },
  },
  projector: {
    words: 'silent film|silent era|cinemas|projectionist|footage|archive|moviegoers',
    theme: { memory: 0.5, media: 0.5, art: 0.5 },
    form: { silent: 1, 'black and white': 0.2 },
    genre: { Documentary: 2 },
  },
  tv: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    words: 'television|tv|anchor|weatherman|game show|reality show|sitcom|broadcast|talk show|newscaster|news anchor',
    theme: { media: 4 },
  },
  newspaper: {
    words: 'reporter|journalist|newspaper|editor|tabloid|correspondent|scoop|whistleblower|press|exposes',
    theme: { journalism: 5, media: 1.5, conspiracy: 0.7, politics: 0.7 },
    tone: 'sober',
  },
  camera: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -3 },
    words: 'photographer|camera|photograph|paparazzi|photo|snapshot|found footage|videotape',
    theme: { media: 1, fame: 0.7, memory: 0.7, art: 0.5 },
    form: { 'found footage': 2.5, mockumentary: 2.5 },
    genre: { Documentary: 2.5 },
  },
  easel: {
    things: 'painter|painting',
    words: 'artist|gallery|museum|portrait|sculptor|art dealer|forger|masterpiece',
    theme: { art: 4.5 },
  },
  typewriter: {
    words: 'writer|novelist|author|novel|screenplay|playwright|best seller|blacklisted|ghostwriter',
    theme: { writers: 4.5 },
  },
  book: {
    neutral: true,
    words:
      'book|library|librarian|reading|poet|professor|scholar|literature|diary|read|publisher|poetry|bookshop|storyteller',
    theme: { writers: 3, teachers: 1.2, memory: 1, magic: 0.5 },
    tone: 'sober',
  },
  quill: {
    words: 'shakespeare|poet|jane austen|composer|letters|court of|aristocrat|jefferson',
    theme: { writers: 2 },
    era: { '16th to 18th century': 2.5, '19th century': 1 },
  },
  letter: {
    neutral: true,
    words: 'letter|letters|postman|pen pal|love letter|secret|correspondence|e mail|messages',
    theme: { memory: 1.5, 'love triangle': 1, infidelity: 1, guilt: 1, betrayal: 1, 'first love': 0.7 },
    era: { '1900s to 1930s': 0.5, '19th century': 0.7 },
    tone: 'sober',
  },
  gown: {
    words:
      'debutante|duchess|countess|society|governess|lady|dressmaker|fashion|ball|bride to be|courtesan|suitor|suitors|costume',
    theme: { class: 2, royalty: 1 },
    era: { '16th to 18th century': 2, '19th century': 1.5 },
    mood: { romantic: 0.7 },
  },
  gramophone: {
    things: 'jazz age|speakeasy|prohibition',
    words: 'twenties|roaring|between the wars|edwardian|music hall',
    era: { '1900s to 1930s': 2.5 },
    mood: { nostalgic: 0.5 },
    theme: { memory: 0.5 },
  },
  bowler: {
    words: 'tramp|butler|gentleman|bumbling|clumsy|inspector|vaudeville|slapstick|banker',
    form: { silent: 3 },
    era: { '1900s to 1930s': 1.2, '1940s and 1950s': 0.5 },
    genre: { Comedy: 0.7 },
    tone: 'light',
  },
  heel: {
    words:
      'fashion|model|girlfriends|stripper|escort|beauty|magazine|prostitute|glamorous|call girl|drag|makeover|bachelorette',
    mood: { raunchy: 1.2, provocative: 0.7 },
    theme: { infidelity: 1.2, 'opposites attract': 1, obsession: 0.5 },
    genre: { 'Romantic Comedy': 1 },
  },
  masks: {
    words:
      'disguise|pretend|pretending|masquerade|actors|poses as|pose as|dressed as|impersonate|double|lookalike|swap|pretends|posing',
    theme: { identity: 2.5, betrayal: 1.2, 'con artists': 1 },
    mood: { satirical: 0.7 },
  },
  // Work, food and habit
  tie: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -6 },
    words:
      'executive|salesman|boss|office|businessman|company|corporate|advertising|ceo|tycoon|job|corporation|employee|intern',
    theme: { business: 4, work: 2.7, ambition: 1.5, money: 0.5 },
    mood: { cynical: 0.5, satirical: 0.7 },
  },
  cafe: {
    words: 'cafe|coffee|waitress|diner|tea|bakery|talk and talk|walk and talk|conversation|breakfast',
    theme: { friendship: 1, 'opposites attract': 1.7, 'second chances': 1, 'love triangle': 0.7 },
    genre: { 'Romantic Comedy': 1.2 },
    mood: { gentle: 1, cozy: 1.5, intimate: 0.7, charming: 0.5, witty: 0.3 },
    tone: 'light',
  },
  plate: {
    words: 'restaurant|dinner|dinner party|critic|waiter|cannibal|banquet|feast|lunch',
    theme: { food: 4, class: 0.5 },
  },
  pot: { things: 'chef|cook|cooking', words: 'kitchen|recipe|cuisine|soup|noodle|restaurant', theme: { food: 4.5 } },
  olive: {
    words: 'cocktail|bar|bartender|socialite|high society|martini|playboy',
    theme: { infidelity: 1.2 },
    mood: { cynical: 1.5, satirical: 1.5, witty: 1.2 },
    genre: { 'Black Comedy': 2.5 },
  },
  bottle: {
    words: 'alcoholic|drinking|drunk|whisky|pub|drinks|drink|wine|bender|hangover|rum|vineyard',
    theme: { addiction: 3.5, depression: 0.7, aging: 0.5 },
  },
  pills: {
    words:
      'drug|heroin|cocaine|addict|pills|dealer|junkie|pharmaceutical|medication|dope|cartel|drug lord|overdose|marijuana',
    theme: { drugs: 4.5, addiction: 4, 'mental illness': 1 },
  },
  joystick: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    things: 'video game|gamer|arcade game',
    words: 'arcade|level|players',
    theme: { technology: 1 },
  },
  computer: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    things: 'hacker|website|programmer|software',
    words: 'computer|internet|online|virtual reality|silicon valley|web|app|social media|chat|video call|laptop',
    theme: { technology: 4, 'artificial intelligence': 2 },
  },
  sunglasses: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    words: 'cool|best friends|buddies|odd couple|partner|slackers|stoner|stoners|fraternity|losers',
    theme: { friendship: 1, 'con artists': 0.7, 'opposites attract': 1, rivalry: 1, hitmen: 1 },
    mood: { goofy: 1, raunchy: 1, energetic: 0.5, funny: 0.5 },
    genre: { Comedy: 1 },
    tone: 'light',
  },
  duck: {
    words: 'bath|bumbling|idiot|accidentally|dim|hapless|inept|dim witted|klutz|dimwitted',
    mood: { goofy: 1.5, quirky: 1, playful: 0.3, funny: 0.3 },
    genre: { Comedy: 1 },
    theme: { parenthood: 0.7, 'fish out of water': 1 },
    tone: 'light',
  },
  // Minds and time
  clock: {
    things: 'time machine|time loop|time traveller|same day|same morning|back in time|time travel|travels through time',
    words: 'again and again|deadline|midnight|clock|past and',
    theme: { 'time travel': 8, memory: 0.5 },
  },
  hourglass: {
    neutral: true,
    words:
      'old age|elderly|ageing|aging|retired|decades|immortal|final days|last days|eighty|grandfather|grandmother|years later|old man|old woman',
    theme: { aging: 4, death: 1, memory: 1.5, illness: 0.7 },
    tone: 'sober',
  },
  head: {
    neutral: true,
    words:
      'memory|memories|mind|dream|dreams|psychiatrist|amnesiac|therapist|psychologist|autistic|schizophrenia|brain|telepathic|psychic|genius|hypnotist|delusion',
    theme: { memory: 3.5, 'mental illness': 4, identity: 1.2, depression: 3, 'artificial intelligence': 1 },
    tone: 'sober',
  },
  vertigo: {
    words: 'hallucinations|madness|nightmare|insomnia|paranoid|insane|paranoia|hypnosis|visions|reality|unhinged',
    theme: { 'mental illness': 3, obsession: 3, guilt: 1.2, memory: 0.5 },
    mood: { unsettling: 1, dreamy: 0.7, mysterious: 0.7 },
    genre: { 'Thriller/Suspense': 0.5 },
  },
  maze: {
    words: 'maze|labyrinth|trapped|puzzle|riddle|lost in|escape room|trap|wakes up in',
    theme: { conspiracy: 2.5, escape: 2 },
    mood: { claustrophobic: 1.5, mysterious: 1, suspenseful: 0.5, tense: 0.3 },
    genre: { 'Thriller/Suspense': 0.7 },
  },
  mirror: {
    words: 'mirror|twin|twins|double|plastic surgery|doppelganger|reflection|vanity|lookalike|body swap|swap bodies',
    theme: { identity: 2.7, obsession: 1.5, fame: 0.7, aging: 0.7 },
    mood: { mysterious: 0.5 },
  },
  eye: {
    words: 'witness|watching|blind|spying|voyeur|stalker|peeping|sees|stalked|blind man|vision',
    theme: { obsession: 2.5, conspiracy: 1.5, 'serial killer': 1, disability: 0.7 },
    mood: { unsettling: 1, suspenseful: 0.5 },
    genre: { 'Thriller/Suspense': 0.7 },
  },
  keyhole: {
    words: 'secret|secrets|behind the door|locked|affair|blackmail|blackmailed|eavesdropping|hidden',
    theme: { infidelity: 2, betrayal: 2.2, guilt: 1, conspiracy: 1 },
    mood: { mysterious: 1, suspenseful: 0.5, provocative: 0.5 },
    genre: { 'Thriller/Suspense': 0.5 },
  },
  target: {
    words: 'hitman|assassin|sniper|contract killer|hit man|target|hired killer|professional killer|killer for hire',
    theme: { hitmen: 5.5, assassination: 5, revenge: 1 },
    genre: { Action: 0.5 },
  },
  burst: {
    words: 'explosion|blow up|explodes|blows up|shoot out',
    theme: { revenge: 1.5, vigilantes: 2, terrorism: 1, military: 0.5 },
    genre: { Action: 1.7 },
    mood: { exhilarating: 0.7, violent: 0.7 },
  },
  doorway: {
    neutral: true,
    words:
      'closet|wardrobe|front door|doors|stranger|arrives|outsider|visitor|guest|returns home|comes home|guests|comes back|disappeared|missing|disappearance|disappears',
    theme: { guilt: 1.5, redemption: 2, loneliness: 1.2, freedom: 1, 'second chances': 1.7, loyalty: 0.7, grief: 0.7 },
    mood: { hopeful: 0.5, mysterious: 0.5 },
    tone: 'sober',
  },
  window: {
    neutral: true,
    words: 'window|shut in|recluse|apartment|neighbours|housewife|looks out|flat|room|lonely',
    theme: { loneliness: 3, depression: 1.7, marriage: 1, infidelity: 1, 'mothers and daughters': 1.2, illness: 0.7 },
    mood: { lonely: 1.5, intimate: 1, melancholic: 0.7 },
    tone: 'sober',
  },
  stairs: {
    neutral: true,
    words: 'rise|rises|climbs|ladder|social climber|upward|rise and fall|ascent',
    theme: { ambition: 3, class: 2, loyalty: 1, courage: 1, redemption: 1.5 },
    tone: 'sober',
  },
  birds: {
    neutral: true,
    words: 'bird|flock|pigeon|crow|birds|eagle|penguin|owl|parrot|falcon|pelican',
    theme: { freedom: 2.5, escape: 1.5, redemption: 1.5, nature: 1.2, grief: 0.7, memory: 0.5 },
    mood: { hopeful: 0.7, melancholic: 0.5 },
    tone: 'sober',
  },
  // Families, love and growing up
  lamp: {
    words: 'couple|husband and wife|marriage|married couple|divorce|spouse|spouses',
    theme: { marriage: 2.5, infidelity: 1.2, 'love triangle': 1, betrayal: 0.5 },
    mood: { intimate: 1.2, 'thought-provoking': 0.3 },
  },
  table: {
    words: 'family gather|reunion|thanksgiving|dysfunctional family|gather|gathering|family dinner',
    theme: { family: 2.5, siblings: 3, 'culture clash': 0.7, 'mothers and daughters': 1, marriage: 0.3 },
    mood: { bittersweet: 0.3, heartwarming: 0.5 },
  },
  swing: {
    words: 'childhood|little girl|orphan|adopted|seven year old|playground|single mother|foster|custody|nanny',
    theme: { parenthood: 2.5, 'mothers and daughters': 3.2, siblings: 1.5, family: 0.7, memory: 0.7 },
    mood: { nostalgic: 0.7, bittersweet: 0.5 },
  },
  bicycle: {
    things: 'bicycle|cyclist',
    words: 'bike|kid|boyhood|summer of|paper boy|eleven year old|twelve year old|messenger',
    theme: { 'coming of age': 2.5, friendship: 1, 'fathers and sons': 1.2, siblings: 0.5, 'first love': 0.5 },
    mood: { nostalgic: 1 },
  },
  paperPlane: {
    words: 'crush|first love|classmate|schoolboy|dreamer|schoolgirl',
    theme: { 'first love': 3, 'coming of age': 2.2, friendship: 0.5, 'fathers and sons': 1 },
    mood: { whimsical: 0.7, hopeful: 0.5, 'feel-good': 0.3, playful: 0.3 },
  },
  fishing: {
    things: 'fishing|angler',
    words: 'fisherman|river|lake|canoe|rafting|boat trip',
    theme: { 'fathers and sons': 3, nature: 1, mentors: 1.5, friendship: 0.3, redemption: 0.5, grief: 0.3 },
    mood: { gentle: 0.7, bittersweet: 0.5 },
  },
  blackboard: {
    words:
      'teacher|school|classroom|student|mathematician|maths|boarding school|pupil|headmaster|schoolteacher|principal|class',
    theme: { teachers: 5, 'high school': 2.5, mentors: 1.5, bullying: 2, science: 0.5 },
  },
  gradCap: {
    words: 'college|university|graduate|harvard|campus|freshman|sorority|fraternity|law school|graduation|graduates',
    theme: { 'coming of age': 1, 'high school': 2, ambition: 0.7 },
  },
  locker: {
    era: { prehistory: -9, antiquity: -9, 'middle ages': -9, '16th to 18th century': -9, '19th century': -9 },
    words: 'high school|popular|cheerleader|prom|prom queen|misfits|jocks|detention|senior year|teenager|bully',
    theme: { 'high school': 4.5, bullying: 3.5, 'coming of age': 1 },
    audience: { teens: 0.2 },
  },
  teddy: {
    words: 'toy|doll|puppet|teddy bear|toys|playthings|plaything|dollmaker',
    theme: { toys: 5.5, parenthood: 0.5 },
    audience: { kids: 0.7 },
  },
  pram: {
    words: 'baby|pregnant|pregnancy|newborn|adoption|birth|motherhood|surrogate|fatherhood|infant|babies|expecting',
    theme: { parenthood: 3.5, 'mothers and daughters': 1, marriage: 0.3 },
  },
  rings: {
    words: 'wedding|marry|bride|groom|engaged|fiancé|fiancée|fiance|proposal|arranged marriage|newlywed',
    theme: { weddings: 4.5, marriage: 3, infidelity: 0.7 },
    genre: { 'Romantic Comedy': 0.5 },
  },
  cake: {
    things: 'bridesmaid|birthday|bachelor party|wedding planner',
    words: 'party|celebration|anniversary',
    theme: { weddings: 4, friendship: 0.3 },
    mood: { 'feel-good': 0.3 },
    tone: 'light',
  },
  broken: {
    words:
      'divorce|break up|heartbroken|jilted|ex wife|ex boyfriend|ex husband|breakup|separated|leaves her|leaves him|cheating|ex girlfriend',
    theme: { infidelity: 3.5, 'love triangle': 3.5, marriage: 1.5, betrayal: 1.5, grief: 0.3 },
    mood: { heartbreaking: 0.5 },
  },
  rose: {
    words: 'love affair|lover|lovers|falls in love|passion|romance|mistress|seduce|seduces|in love|seduction',
    theme: { 'love triangle': 2.5, infidelity: 1.5, 'first love': 1.5, sacrifice: 1, obsession: 0.7 },
    mood: { romantic: 1.5, melancholic: 0.3 },
    era: { '19th century': 0.3 },
  },
  hearts: {
    words: 'matchmaker|soulmate|dating|blind date|valentine|date|girlfriend|boyfriend',
    theme: { 'first love': 1.7, 'opposites attract': 3, 'love triangle': 1.2 },
    genre: { 'Romantic Comedy': 2 },
    mood: { romantic: 0.7 },
    tone: 'light',
  },
  bench: {
    words: 'old friends|companion|friendship|unlikely friendship|stroll|walk|park|old friend|night walking',
    theme: { friendship: 1.7, aging: 2, 'second chances': 1.5, loneliness: 1.2, 'opposites attract': 1.2, mentors: 1 },
    mood: { gentle: 1.2, bittersweet: 0.7, intimate: 0.5, romantic: 0.3, heartwarming: 0.5 },
  },
  balloons: {
    things: 'balloon',
    words: 'inventor|imaginary friend|wish|birthday party',
    mood: { whimsical: 1.2, 'feel-good': 0.7, playful: 0.7, goofy: 0.3, heartwarming: 0.5, uplifting: 0.3 },
    audience: { kids: 1 },
    tone: 'light',
  },
  rainbow: {
    words: 'gay|lesbian|transgender|drag queen|drag|coming out|queer|closeted|trans',
    theme: { lgbtq: 5 },
    tone: 'plain',
  },
  pulse: {
    things: 'surgeon|cancer|hospital',
    words:
      'doctor|nurse|illness|disease|patient|transplant|virus|epidemic|terminal|heart attack|coma|paramedic|medical',
    theme: { illness: 5, death: 0.7, addiction: 0.5 },
  },
  wheelchair: {
    things: 'wheelchair|quadriplegic|paraplegic',
    words: 'paralysed|disabled|polio|deaf|crippled|amputee|cerebral palsy',
    theme: { disability: 5 },
  },
  butterfly: {
    words: 'transforms|transformation|metamorphosis|makeover|cocoon|butterfly|insect|bug|ant|bee',
    theme: {
      identity: 1.7,
      'coming of age': 1.5,
      lgbtq: 1,
      'mothers and daughters': 1,
      'second chances': 1.2,
      freedom: 1,
    },
    mood: { dreamy: 1, gentle: 0.7, hopeful: 0.5, whimsical: 0.5 },
  },
  fishbowl: {
    words: 'fish out of water|misfit|out of place|stuck',
    theme: { 'fish out of water': 4, 'culture clash': 2, loneliness: 0.5 },
    mood: { quirky: 1, playful: 0.3 },
    genre: { Comedy: 0.3 },
    tone: 'light',
  },
  // Animals and creatures
  paw: {
    words: 'bear|lion|tiger|wolf cub|animal|zoo|gorilla|ape|elephant|panda|leopard|monkey|chimpanzee|wildlife',
    theme: { animals: 4.5, nature: 1.5 },
  },
  dog: { things: 'puppy|sled dog', words: 'dog|stray|poodle|hound', theme: { animals: 2, loyalty: 0.5 } },
  cat: { words: 'cat|kitten|cats|catwoman', theme: { animals: 1.5 } },
  rat: { things: 'mouse|a rat|mice|hamster|squirrel|rodent' },
  fish: { things: 'mermaid|dolphin|clownfish|octopus', words: 'fish|reef|aquarium|salmon', theme: { animals: 1 } },
  dragon: { words: 'dragon|dragons|wyvern', theme: { dragons: 6, mythology: 1.7, magic: 0.5 } },
  dinosaur: { things: 'dinosaur', words: 'prehistoric|jurassic', theme: { dinosaurs: 6.5 }, era: { prehistory: 3 } },
  bat: { words: 'vampire|dracula|bat|blood', theme: { vampires: 6.5 } },
  wolf: { words: 'werewolf|wolf|wolves|full moon|lycanthrope', theme: { werewolves: 6.5 } },
  zombie: { words: 'zombie|undead|infected|living dead|walking dead', theme: { zombies: 6.5 }, tone: 'dark' },
  ghost: { words: 'ghost|spirit|spirits|poltergeist|afterlife|haunting', theme: { ghosts: 5, supernatural: 2 } },
  hood: {
    things: 'cult|sect|satanic',
    words: 'ritual|occult|devil|coven|exorcism|possession|antichrist',
    theme: { cults: 6, supernatural: 1.7, witches: 1, religion: 0.3 },
    genre: { Horror: 0.7 },
    tone: 'dark',
  },
  witchHat: { words: 'witch|witchcraft|wizard|sorcerer|wizards|spell|spells|coven', theme: { witches: 6, magic: 3 } },
  crescent: {
    words: 'magic|magical|dreamland|spell|spirits|wishes|genie|night sky|fantasy world',
    theme: { magic: 3, supernatural: 1.2, mythology: 1.5 },
    creativeType: { Fantasy: 1 },
    mood: { dreamy: 1.7, whimsical: 0.7 },
  },
  skull: {
    words: 'skeleton|skull|pirates|black death|plague|murders|tomb|voodoo|grim reaper',
    theme: { death: 1.7, pirates: 2, 'serial killer': 1.7, survival: 0.5, murder: 0.5 },
    genre: { Horror: 1.5 },
    mood: { dark: 0.5, scary: 0.7, bleak: 0.3 },
    tone: 'dark',
  },
  pirate: { things: 'pirate', words: 'buccaneer|privateer', theme: { pirates: 6.5 } },
  kaiju: {
    things: 'giant monster|giant lizard|godzilla|king kong|giant ape|kaiju',
    words: 'colossal|giant robot|giant creature',
    theme: { monsters: 4 },
    genre: { 'Science Fiction': 0.3, Action: 0.7 },
  },
  teeth: {
    words: 'creature|monster|beast|predator|eats|devour|maneater|bloodthirsty|creatures',
    theme: { monsters: 4, animals: 0.3 },
    genre: { Horror: 1.2 },
    mood: { scary: 0.7 },
    tone: 'dark',
  },
  scratches: {
    words: 'claws|attacked|mauled|attack|hunts|hunt',
    theme: { monsters: 2.5, survival: 1.7, werewolves: 1.5, 'serial killer': 0.5 },
    genre: { Horror: 1.5 },
    mood: { scary: 0.7, violent: 0.3 },
    tone: 'dark',
  },
  web: {
    things: 'spider',
    words: 'web of|trapped in',
    theme: { supernatural: 1.5, conspiracy: 1.7, betrayal: 1, obsession: 0.7 },
    genre: { Horror: 1, 'Thriller/Suspense': 0.5 },
    mood: { chilling: 0.7, unsettling: 0.5 },
    tone: 'dark',
  },
  // Machines and the sky
  flask: {
    words:
      'scientist|experiment|laboratory|chemist|inventor|mad scientist|physicist|formula|serum|biologist|lab|genetic|chemistry',
    theme: { science: 4.5, technology: 0.7 },
  },
  orbits: {
    words:
      'physics|einstein|universe|astronomer|stars|black hole|cosmos|parallel universe|dimension|multiverse|quantum',
    theme: { science: 2.5, 'space travel': 1.7, 'time travel': 1 },
    creativeType: { 'Science Fiction': 0.5 },
  },
  saucer: { words: 'alien|ufo|extraterrestrial|aliens|flying saucer|martians|abducted|invaders', theme: { aliens: 5 } },
  alien: {
    words: 'extraterrestrials|visitors from space|alien life|alien race',
    theme: { aliens: 4.5 },
    mood: { eerie: 0.3 },
  },
  egg: {
    things: 'xenomorph|alien creature|brings aboard|hatches',
    words: 'creature aboard|parasite|organism|egg',
    theme: { aliens: 1, monsters: 3, 'space travel': 0.5 },
    creativeType: { 'Science Fiction': 1.7 },
    genre: { Horror: 1.2 },
  },
  astronaut: {
    words: 'astronaut|moon|mars|spacecraft|nasa|space station|space mission|lunar|cosmonaut',
    theme: { 'space travel': 4.5 },
  },
  rocket: {
    words: 'rocket|launch|space programme|space race|blast off',
    theme: { 'space travel': 4.5 },
    audience: { kids: 0.5 },
  },
  starship: {
    words:
      'starship|galaxy|space battle|empire|federation|fleet|rebel alliance|rebels|interstellar|galactic|enterprise|spaceship',
    theme: { 'space travel': 3.5, rebellion: 2 },
    era: { 'far future': 2 },
    genre: { 'Science Fiction': 1.2 },
  },
  planet: {
    words: 'planet|distant planet|space|outer space',
    theme: { 'space travel': 3.5, aliens: 2.5 },
    creativeType: { 'Science Fiction': 1 },
    era: { 'far future': 1.5 },
  },
  robot: {
    words: 'robot|droid|android|cyborg|machine|automaton|machines|mechanical',
    theme: { robots: 5.5, 'artificial intelligence': 4 },
  },
  gridSun: {
    words: 'synthetic|simulation|virtual world|program|cyberspace|digital',
    theme: { technology: 1.7, dystopia: 1.7 },
    era: { '1980s': 0.7, 'near future': 1.7 },
    creativeType: { 'Science Fiction': 1 },
    mood: { energetic: 0.3 },
  },
  bolt: {
    words: 'superpowers|powers|superhero|lightning|mutant|mutants|flash|electric|thunder',
    theme: { superheroes: 4.5, mythology: 1 },
    creativeType: { 'Super Hero': 4 },
  },
  cape: {
    words: 'hero|gotham|crime fighter|superman|batman|vigilante|masked vigilante|caped',
    theme: { superheroes: 4.5, vigilantes: 2.5 },
    creativeType: { 'Super Hero': 4 },
  },
  columns: {
    words: 'athens|philosopher|roman empire|mythical|olympus|ancient|hercules|gods|senate of rome',
    theme: { mythology: 2.5 },
    era: { antiquity: 4 },
  },
  tree: {
    things: 'santa claus|father christmas|christmas eve',
    words: 'christmas|holiday season|elf|scrooge',
    theme: { christmas: 7 },
  },
};
