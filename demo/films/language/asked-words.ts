// What people say for the facts that they ask of a film before they choose it (demo/films/records/asked-facts.ts), for parts of
// the world, and for what boards rate it. They come before film-words.ts: what is said first of a phrase stays.

/** Languages by what is said of them: "in French", "French spoken". */
const LANGUAGES =
  'English|French|German|Spanish|Italian|Portuguese|Japanese|Korean|Mandarin|Cantonese|Hindi|Russian|Swedish|Danish|Norwegian|Finnish|Icelandic|Polish|Czech|Hungarian|Romanian|Dutch|Turkish|Arabic|Farsi|Hebrew|Greek|Thai|Vietnamese|Indonesian|Tamil|Telugu|Malayalam|Bengali|Catalan|Urdu|Ukrainian|Serbian|Tagalog|Irish|Georgian|Wolof|Swahili|Mongolian|Armenian|Punjabi';
/** Further words for a language. */
const ALSO: Record<string, string> = {
  Mandarin: 'in chinese|chinese language|chinese spoken|chinese speaking|in mandarin chinese',
  Farsi: 'in persian|persian language|persian spoken|persian speaking',
  Irish: 'in gaelic|irish gaelic',
  Hindi: 'in hindi with subtitles',
};

function languageWords(): [string, string][] {
  return LANGUAGES.split('|').map((language) => {
    const word = language.toLowerCase();
    const said = `in ${word}|spoken in ${word}|${word} language|${word} spoken|${word} speaking|in the ${word} language|in original ${word}`;
    return [`language=${language}`, [said, ALSO[language]].filter(Boolean).join('|')];
  });
}

const REGIONS: Record<string, string> = {
  'region=Scandinavia':
    'scandinavian|scandinavia|nordic|the nordics|nordic countries|scandi|from the far north of europe',
  'region=Eastern Europe':
    'eastern european|eastern europe|east european|east europe|eastern bloc|from behind the iron curtain',
  'region=Balkans': 'balkan|balkans|the balkans|from the balkans',
  'region=Europe': 'european|europe|from the continent|continental',
  'region=East Asia': 'east asian|east asia|far eastern|from the far east|far east',
  'region=Asia': 'asian|asia',
  'region=Middle East': 'middle eastern|middle east|the middle east|mideast',
  'region=Africa': 'african|africa|the african continent',
  'region=South America': 'south american|south america',
  'region=Latin America': 'latin american|latin america|latino|latin|caribbean|from the caribbean',
  'region=Oceania': 'oceania|antipodean|from down under or new zealand|australasian',
};

const WHO: Record<string, string> = {
  'directedBy=directed by a woman':
    'directed by a woman|directed by women|by a woman|by women|by a female director|by female directors|by a woman director|by women directors|female director|female directors|woman director|women director|women directors|female directed|woman directed|women directed|made by a woman|made by women|by a female filmmaker|by female filmmakers|female filmmaker|female filmmakers|woman filmmaker|women filmmakers|from a female director|from female directors|from a woman director|from women directors|with a female director|with a woman director|a woman directed|that a woman directed|a woman behind the camera|with a woman behind the camera|women behind the camera|woman at the helm|a woman at the helm|lady director',
  'directedBy=directed by a man':
    'directed by a man|directed by men|by a man|male director|male directors|by a male director',
  'lead=about a woman':
    'about a woman|main character is a woman|main character is a girl|a woman who|woman who|women who|a woman that|a girl who|girl who|a woman getting|a woman trying|a woman fighting|a woman looking|where a woman|in which a woman|about women|about a girl|about girls|female lead|female leads|woman lead|women lead|woman in the lead|women in the lead|a woman leads|female protagonist|female protagonists|woman protagonist|female main character|female hero|female heroes|heroine|heroines|strong female lead|strong woman|strong women|led by a woman|led by women|female led|woman led|women led|female driven|female fronted|with a woman in the lead|with a woman at its centre|with a woman at the centre|with a woman at the center|centred on a woman|centered on a woman|following a woman|follows a woman|where a woman leads|where the lead is a woman|whose hero is a woman|girl as the hero|girl in the lead|with a girl in the lead|women centric|woman centred|woman centered|starring a woman|about an old woman|about a young woman|told from a womans point of view|from a womans point of view|from a womans perspective|told by a woman|through a womans eyes|from a girls point of view|about a middle aged woman|about an older woman|about a single mother|about a mother|about a widow|about a queen|about a nun',
  'lead=about a man':
    'about a man|main character is a man|main character is an old man|about men|about a boy who|male lead|male leads|man in the lead|male protagonist|male main character|about an old man|about a young man|about an older man|about a widower|about a father|about a middle aged man',
};

const ENDINGS: Record<string, string> = {
  'ending=happy ending':
    'happy ending|happy endings|happy end|ends happily|ends well|end well|that ends well|ending well|ends on a happy note|good ending|turns out well|turns out fine|turns out all right|turns out ok|everything turns out fine|everything ends well|all ends well|with a good end|they end up together|ends up together|hopeful ending|uplifting ending|ends on a high',
  'ending=sad ending':
    'sad ending|sad endings|unhappy ending|ends badly|ends sadly|ends in tragedy|tragic ending|ends tragically|bleak ending|downbeat ending|devastating ending|heartbreaking ending|depressing ending|doesnt end well|does not end well|ends unhappily|tragic end|sad end',
  'ending=bittersweet ending':
    'bittersweet ending|bittersweet endings|bittersweet end|ends bittersweet|ends bittersweetly',
  'ending=open ending':
    'open ending|open endings|open ended|ambiguous ending|unresolved ending|ends openly|open end|leaves it open|leaves the ending open|ending is open|ends without answers|no clear ending',
  'ending=twist ending':
    'twist ending|with a twist ending|with a surprise ending|with a big twist ending|twist endings|surprise ending|surprise endings|ends with a twist|end with a twist|twist in the end|twist at the very end|twist at the end|a twist at the end|with a twist at the end|shock ending|shocking ending|final twist|last minute twist|ending i didnt see coming|ending you dont see coming|unexpected ending|ending that changes everything',
  '!ending=sad ending':
    'nothing that ends badly|nothing that ends sadly|no tragic end|doesnt end badly|does not end badly|that doesnt end sadly',
};

const WARNINGS: Record<string, string> = {
  'warnings=animal dies':
    'animal dies|animals die|animals dying|animal dying|animal death|animal deaths|dead animals|dead animal|an animal dies|dog dies|the dog dies|a dog dies|dogs die|dogs dying|dead dog|dead dogs|the dog dying|dying dogs|pet dies|pets die|pets dying|dead pets|dead pet|cat dies|the cat dies|horse dies|horses die|the horse dies|animal cruelty|animal suffering|animal suffers|animals suffer|animals suffering|animals getting hurt|animals get hurt|animal gets hurt|animals being hurt|animals are harmed|animals harmed|animal harm|harm to animals|killing animals|animals killed|animals being killed|animal is killed|animal killing|animal abuse|hurting animals|dogs getting hurt|dogs get hurt|dog gets hurt',
  '!warnings=animal dies':
    'dog doesnt die|the dog doesnt die|dog does not die|the dog does not die|the dog lives|dog lives|dog survives|the dog survives|no dead dogs|no dead animals|no animal dies|no animals die|no animal deaths|no animals are harmed|no animals harmed|no animal gets hurt|animal survives|animals survive|the animals survive|the animal survives|pet survives|pets survive|all animals survive|cat survives|horse survives|the horse lives|the cat lives|animals live',
  'warnings=child in danger':
    'children in danger|child in danger|kids in danger|kid in danger|children in peril|child in peril|kids in peril|child peril|children at risk|kids at risk|missing children|missing child|kidnapped children|kidnapped child|child abduction|abducted children|children being hurt|children getting hurt|kids getting hurt|kids get hurt|children get hurt|children hurt|child gets hurt|harm to children|children are harmed|children harmed|child dies|children die|children dying|kids dying|child death|dead children|dead kids|dying children|dying kids|violence against children',
  'warnings=sexual violence':
    'sexual violence|sexual assault|rape|rapes|rape scenes|rape scene|sexual abuse|sexual assaults|assault on women|sexualised violence|sexualized violence|sexual threat',
  'warnings=suicide':
    'suicide|suicides|suicidal|suicidal thoughts|self harm|killing themselves|kills himself|kills herself|taking their own life',
  'warnings=domestic violence':
    'domestic violence|domestic abuse|wife beating|spousal abuse|abusive husband|abusive husbands|abusive relationship|abusive relationships|partner violence|violence against women|violence at home',
  'warnings=child abuse':
    'child abuse|abused children|abused child|child neglect|neglected children|child cruelty|cruelty to children|beaten children|abusive parents|abusive parent',
  'warnings=torture':
    'torture|torture scenes|torture scene|torturing|people being tortured|tortured|waterboarding|torture porn',
  'warnings=jump scares':
    'jump scares|jump scare|jumpscare|jumpscares|jump scary|things jumping out|make me jump|makes me jump|makes you jump|jumpy moments',
  'warnings=body horror':
    'body horror|mutilation|mutilations|mutilated bodies|surgery scenes|surgery|operations in close up|gross bodies|rotting bodies|body transformation|body transformations|amputation|amputations|needles',
  'warnings=strong language':
    'strong language|effing and jeffing|effing|swearing|swear words|swears|swear|cursing|curse words|profanity|profanities|bad language|foul language|coarse language|rude language|f word|f words|f bombs|cussing|expletives|dirty language|crude language|obscenities',
  'warnings=racism': 'racism|racist|racial slurs|slurs|racial abuse|racist language|racist violence',
  'warnings=parent dies':
    'parent dies|parents die|a mum or dad dies|mum or dad dies|mom or dad dies|a mom or dad dies|mother or father dies|dead parents|dying parents|dead mother|dead mothers|dead father|dead mum|dead mums|dead mom|dead dad|mother dies|father dies|mum dies|mom dies|dad dies|a parent dies|death of a parent|loss of a parent|losing a parent|parental death|parents dying|orphaned|the mother dies|the father dies|death of a mother|death of a father',
};

const REST: Record<string, string> = {
  'songs=sung':
    'have songs|has songs|have any songs|people sing|people singing|singing|they sing|with songs|with singing|full of songs|sung|sung through|characters sing|sing along|singalong|where everyone sings|breaks into song|break into song|bursts into song|song and dance',
  'songs=not sung':
    'nobody sings|no one sings|without songs|no songs|no singing|without singing|has no songs|not sung|they dont sing|dont sing|noone sings|doesnt break into song|dont break into song|without the singing|without any singing|no musical numbers|without musical numbers',
  'season=at Halloween':
    'halloween film|halloween films|halloween movie|halloween movies|halloween flick|halloween flicks|scary halloween|for halloween|at halloween|halloween night|on halloween|takes place on halloween|set on halloween|set at halloween|trick or treat|all hallows eve',
  'season=at Thanksgiving':
    'thanksgiving film|thanksgiving films|thanksgiving movie|thanksgiving movies|for thanksgiving|at thanksgiving',
  'season=at New Year': 'new years eve|new year|new years|at new year|new years day|nye',
  'season=at Easter': 'easter|for easter|at easter',
  'season=on the Fourth of July': 'fourth of july|4th of july|independence day weekend|july 4th',
  'season=at Hanukkah': 'hanukkah|chanukah',
  'season=at Christmas':
    'set at christmas|at christmas|christmas time|christmastime|during christmas|christmas eve|over christmas|around christmas',
  'season=in winter':
    'in winter|winter|wintry|in the winter|set in winter|snowy winter|in the snow|snowy|in deep winter|midwinter|winter setting',
  'season=in spring': 'in spring|springtime|in the spring|set in spring|spring setting',
  'season=in summer':
    'in summer|summer|summery|in the summer|set in summer|over the summer|over a summer|summer holiday|summer holidays|summer vacation|one summer|during summer|over one summer|in one summer|long hot summer|hot summer|summer setting',
  'season=in autumn': 'in autumn|autumn|in the fall|in fall|in the autumn|set in autumn|autumn leaves|autumn setting',
  'board=G': 'rated g|g rated',
  'board=PG': 'rated pg|pg rated|pg',
  'board=PG-13': 'rated pg 13|pg 13|pg13|pg 13 rated|rated pg13',
  'board=R': 'rated r|r rated|restricted rating',
  'board=NC-17': 'nc 17|nc17|rated nc 17|x rated|rated x',
  'board=G;board=PG':
    'pg or lower|pg or below|pg or under|pg or milder|pg or less|pg at most|pg max|up to pg|at most pg|nothing above pg|nothing over pg|no higher than pg|not above pg|nothing stronger than pg|g or pg|pg or g|under pg 13|below pg 13',
  'board=G;board=PG;board=PG-13':
    'pg 13 or lower|pg 13 or below|pg 13 or under|pg 13 or milder|pg 13 or less|pg 13 at most|pg 13 max|up to pg 13|at most pg 13|nothing above pg 13|nothing over pg 13|no higher than pg 13|not above pg 13|nothing stronger than pg 13|not rated r|no r rated|nothing rated r|nothing r rated|no r ratings|nothing with an r rating|below r|under r rating',
  'board=R;board=NC-17': 'r or higher|at least r|r or above|hard r|rated r or higher|rated r or above',
  'year=1919..1938':
    'between the wars|between the world wars|between the two wars|interwar|interwar years|between the two world wars',
  '!language=English':
    'not in english|non english|foreign language|foreign language film|foreign language films|foreign language movie|foreign language movies|foreign languages|with subtitles|subtitled|in a foreign language|in another language|other than english|not english speaking|not english language',
  'form=animation':
    'drawn by hand|hand drawn|hand animated|traditionally animated|hand drawn animation|traditional animation',
  'rating=..5': 'rated badly',
  'critics=75..': 'certified fresh|fresh on rotten tomatoes|fresh rating|fresh tomatoes|rated fresh',
  'critics=..59': 'rotten on rotten tomatoes|rated rotten',
};

/** Each of these, and with the words of winning around it. */
const PRIZES: Record<string, string> = {
  'prize=Oscar for best picture':
    'best picture|oscar for best picture|best picture oscar|academy award for best picture',
  'prize=Oscar for best director':
    'best director|oscar for best director|best director oscar|academy award for best director|best directing oscar',
  'prize=Oscar for best actor': 'best actor|oscar for best actor|best actor oscar|academy award for best actor',
  'prize=Oscar for best actress':
    'best actress|oscar for best actress|best actress oscar|academy award for best actress',
  'prize=Oscar for best foreign film':
    'best foreign film|best foreign language film|best international film|best international feature|oscar for best foreign film|best foreign film oscar|oscar for best international film|foreign language oscar|best foreign language film oscar|foreign oscar|international oscar|oscar for best foreign language film|foreign film oscar|best foreign oscar',
  'prize=Oscar for best animated film':
    'best animated film|best animated feature|oscar for best animated film|best animated feature oscar|oscar for best animated feature|animation oscar|oscar for animation',
  'prize=Oscar for best documentary':
    'best documentary|oscar for best documentary|best documentary oscar|documentary oscar|best documentary feature',
  'prize=Oscar for best screenplay':
    'best screenplay|best original screenplay|best adapted screenplay|oscar for best screenplay|best screenplay oscar|screenplay oscar|writing oscar|oscar for writing|oscar for the screenplay|oscar for best original screenplay|oscar for best adapted screenplay',
  'prize=an Oscar': 'oscar|oscars|academy award|academy awards|an oscar|an academy award|any oscar',
  'prize=Palme d’Or':
    'palme dor|palme d or|palme|golden palm|palm dor|the palme|cannes top prize|top prize at cannes|main prize at cannes|cannes',
  'prize=Golden Lion': 'golden lion|venice film festival|top prize at venice|main prize at venice',
  'prize=Golden Bear':
    'golden bear|berlinale|berlin film festival|top prize at berlin|top prize in berlin|main prize in berlin',
  'prize=BAFTA for best film': 'bafta|baftas|bafta for best film|best film bafta|british academy award|a bafta',
  'prize=César for best film': 'cesar|cesars|cesar for best film|best film cesar|a cesar|french oscar',
  'prize=a main prize': 'award|awards|prize|prizes|a major award|a big prize|a major prize|major awards|festival prize',
};
const WINNING =
  'won *|won at *|won the *|won a *|won an *|* winner|* winners|* winning|winner of *|winner of the *|winners of *|winners of the *|that won *|that won the *|that won a *|that won an *|which won *|which won the *|has won *|has won the *|wins *|win *|that have won *|took the *|took home the *|took home *|got the *|got an *|* laureate|* victor';
/** Alone they are words of other things: a person's name, a city's festival. */
const NOT_ALONE = new Set([
  'award',
  'awards',
  'prize',
  'prizes',
  'cannes',
  'cesar',
  'best actor',
  'best actress',
  'best director',
]);
const CANONS: Record<string, string> = {
  'canon=Sight and Sound 2022':
    'sight and sound|sight sound|sight and sound list|sight and sound poll|sight and sound top 100|sight and sound 100|sight and sound top hundred|the sight and sound list|on the sight and sound list|in the sight and sound poll|sight and sound greatest films',
  'canon=AFI 100':
    'afi 100|afi list|afi top 100|afi|american film institute|american film institute list|american film institutes top 100|afi hundred|afis 100|afis list|the afi 100|afi top hundred',
  'canon=BBC 21st century':
    'bbc 21st century|bbc list|bbc poll|according to the bbc|according to bbc|bbc 100|bbcs 100 greatest|bbc list of the 21st century|bbcs list|bbc best of the 21st century|bbc culture list|bbcs best films of the 21st century|bbc best films of the 21st century|bbc 21st century list|bbcs 21st century list',
  'canon=BFI 100':
    'bfi 100|bfi list|bfi top 100|bfi hundred|bfis 100|bfis list|british film institute|british film institute list|the bfi 100|bfi top hundred',
};

function prizeWords(): [string, string][] {
  return Object.entries(PRIZES).map(([meaning, phrases]) => {
    const all = phrases.split('|');
    const won = all.flatMap((phrase) => WINNING.split('|').map((form) => form.replace('*', phrase)));
    return [meaning, [...won, ...all.filter((phrase) => !NOT_ALONE.has(phrase))].join('|')];
  });
}

/** Meaning -> phrases, parted by bars. */
export function askedWords(): Record<string, string> {
  return {
    ...Object.fromEntries([...languageWords(), ...prizeWords()]),
    ...CANONS,
    ...REGIONS,
    ...WHO,
    ...ENDINGS,
    ...WARNINGS,
    ...REST,
  };
}
