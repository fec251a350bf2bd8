// What people call moods, themes, genres and all else that a film record says, beside the terms themselves: the words of
// demo/films/language/README.md, which those who label phrases follow, and what the labelled phrases had beside them. Phrases
// that stand for a meaning are parted by bars.

import { askedWords } from './asked-words.ts';
import { readSlang } from './written-phrases.ts';

/** Meaning -> phrases. */
const WORDS: Record<string, string> = {
  'person=Anthony Russo;person=Joe Russo': 'russo brothers',
  'person=Peter Farrelly;person=Bobby Farrelly': 'farrelly brothers|farrellys',
  'person=Benny Safdie;person=Josh Safdie': 'safdie brothers|safdies|the safdie brothers',
  'person=Jean-Pierre Dardenne;person=Luc Dardenne': 'dardenne brothers|dardennes|the dardennes',
  'person=Lana Wachowski;person=Lilly Wachowski': 'wachowskis|the wachowskis|wachowski sisters',
  'person=Joel Coen;person=Ethan Coen': 'coen brothers|coens|the coens|the coen brothers',
  'country=Sweden;country=Denmark;country=Norway;theme=crime;mood=moody': 'scandi noir|nordic noir|scandinavian noir',
  'person=Nicolas Cage': 'nic cage|nick cage|nicholas cage',
  'country=South Korea;genre=Horror': 'k horror',
  'country=Japan;genre=Horror': 'j horror|jhorror',
  'country=Hong Kong;genre=Action': 'hong kong action',
  'theme=rebellion;theme=freedom': 'freedom fighters',
  'mood=uplifting;theme=teachers': 'inspiring teacher|inspirational teacher',
  'theme=vigilantes;theme=justice': 'vigilante justice|vigilanti justice',
  'theme=corruption;theme=police':
    'crooked cops|dirty cops|corrupt cop|bent coppers|bent cops|corrupt cops|corrupt police',
  'theme=friendship;theme=police': 'buddy cop',
  'theme=prison;theme=escape': 'prison break|prison escape|jailbreak|breaking out of prison|jail break',
  'theme=murder;theme=investigation': 'murder mystery|murder mysteries',
  'theme=conspiracy;genre=Thriller/Suspense': 'conspiracy thriller',
  'theme=courtroom;genre=Thriller/Suspense': 'legal thriller|courtroom thriller',
  'theme=politics;genre=Thriller/Suspense': 'political thriller',
  'theme=revenge;genre=Thriller/Suspense': 'revenge thriller',
  'theme=family;genre=Drama': 'family drama|domestic drama',
  'theme=environment;genre=Thriller/Suspense': 'eco thriller|eco thrillers',
  'theme=work;mood=romantic': 'office romance film|office romance films|office romance movie|office romance movies',
  'mood=raunchy;genre=Comedy': 'dirty comedy|dirty comedies',
  'person=Elvis Presley': 'elvis film|elvis films|elvis movie|elvis movies',
  'source=Based on Musical/Opera;genre=Musical': 'broadway musical|broadway musicals',
  'theme=obsession;genre=Thriller/Suspense': 'stalker thriller|stalker thrillers',
  'mood=goofy;mood=funny': 'stupid funny film|stupid funny films|stupid funny movie|stupid funny movies',
  'theme=music;genre=Concert/Performance': 'rock concert|rock concerts|pop concert|jazz concert',
  'theme=crime;theme=family': 'crime family|crime families|family crime',
  'theme=royalty;country=United Kingdom': 'british royals|british royal family',
  'theme=cults;genre=Documentary': 'cult documentary',
  'source=Based on Real Life Events;theme=crime': 'true crime story|true crime stories',
  'theme=courtroom;genre=Drama': 'courtroom drama|legal drama|court drama',
  'genre=Thriller/Suspense':
    'thriller|thrillers|suspense film|suspense thriller|psychological thriller|thriller suspense|psycho thriller|suspense film|suspense movie|suspense flick|spine tingler',
  'genre=Science Fiction': 'sci fi|scifi|sf|science fiction|sci fi film|syfy|space opera|scince fiction|sience fiction',
  'genre=Romantic Comedy': 'romcom|romcoms|rom com|rom coms|romantic comedy|romantic comedies',
  'genre=Black Comedy':
    'black comedy|dark comedy|black comedies|dark comedies|black humour|dark humour|dark humor|black humor|gallows humour',
  'genre=Super Hero':
    'superhero film|superhero movie|superhero films|superhero movies|superhero flick|superhero stuff|comic book hero film|caped crusader|cape film|capeshit|superhero',
  'genre=Horror': 'horror|horrors|slasher|slashers|horror flick|horror film',
  'genre=Documentary': 'documentary|documentaries|doc|docs|docu|docus|docu film',
  'genre=Concert/Performance':
    'concert film|concert films|concert movie|concert|concerts|concert footage|live concert|stand up special|standup special',
  'genre=Comedy': 'comedy|comedies|comedic|comedy film',
  'genre=Drama': 'drama|dramas|period drama|costume drama',
  'genre=Action': 'action|action film|action movie|actioner',
  'genre=Adventure': 'adventure|adventures|swashbuckler',
  'genre=Fantasy': 'fantasy|fantasies|fantasy film|high fantasy',
  'genre=Musical': 'musical|musicals|all singing all dancing',
  'genre=Western': 'western|westerns|cowboy film|cowboy movie|cowboys|cowboy|spaghetti western',
  'mood=romantic':
    'romance|romances|romantic|love story|love stories|romantic film|swoony|swoonworthy|a bit of romance|lovey dovey|falling in love|fall in love|falls in love|falling for each other|doomed love|head over heels|kisses|fall for each other|romanse|back in love|love|true love',
  'theme=crime': 'crime|crime film|crimes|crime story|criminal|criminals|true crime|crooks|crook',
  'theme=investigation':
    'mystery|mysteries|whodunit|whodunnit|whodunits|whodunnits|detective|detectives|murder mystery|sleuth|sleuths|sleuthing|investigations|private eye|case|cold case|mistery|gumshoe|who did it',
  'theme=crime;mood=moody': 'noir|film noir|neo noir|noirs',
  'theme=gangsters': 'gangster|gangsters|mob|mafia|mobsters|mobster|gangs|gang|yakuza|mafiosi|gangsta',
  'theme=heist':
    'heist|heists|caper|capers|bank robbery|bank robbers|bank robber|robbery|robberies|bank job|jewel thief|thief',
  'theme=espionage':
    'spy|spies|espionage|secret agent|secret agents|spy film|spying|undercover agent|cia|kgb|double agent',
  'source=Based on Real Life Events':
    'true story|true stories|real events|biopic|biopics|real life|based on a true story|based on real events|true events|actually happened|really happened|based on true events|real story|biographical|biography|real people|that really happened|based on fact|true life|real life events|based on true stories|based on real life',
  'theme=coming of age': 'coming of age|growing up|grow up|growing pains|coming of age story|bildungsroman',
  'theme=sports':
    'sport|sports|boxing|boxer|boxers|football|baseball|basketball|hockey|soccer|tennis|athletes|athlete|wrestling|wrestlers|surfing|golf|rugby|cricket|olympics|cycling|underdog team|ice hockey|mma|gymnastics|skateboarding|climbers|ice skating|skating|swimmer|footie|surf|sporting|figure skating|about running|distance running|marathon runner|marathon runners',
  'theme=zombies': 'zombie|zombies|undead|walking dead|zombie film',
  'theme=vampires': 'vampire|vampires|dracula|bloodsuckers|bloodsucker|vampyre|vampyres',
  'theme=ghosts': 'ghost|ghosts|ghost story|ghost stories|ghostly|hauntings|haunting',
  'theme=monsters':
    'monster|monsters|creature|creatures|creature feature|kaiju|monster film|giant monsters|beast|beasts',
  'audience=kids':
    'kids film|kids movie|kids films|kids movies|toddler|toddlers|little ones|preschooler|preschoolers|little kids|small children|small child|young children|tiny tots|tots|little one|the little ones|very young kids|childrens film|children film|childrens movie|childrens films|childrens movies|under 6|under sixes|kindergarten|preschool|little kid|bedtime for a toddler|kiddy|tiny ones',
  'audience=family':
    'family film|family movie|family films|family movies|family night|family movie night|kids|children|kid|whole family|the whole family|family friendly|family viewing|kid friendly|child friendly|for the family|all ages|all the family|entire family|suitable for kids|suitable for children|everyone from gran to the kids|with the family|nieces|nephews|niece|nephew|my son and daughter|grandchildren|grandkids|my family|grade schoolers|tweens|for families',
  'audience=teens':
    'teen|teens|teenager|teenagers|teen film|teen movie|teenage|adolescents|adolescent|teen films|teen movies|young adult|tweens and teens',
  'audience=adults':
    'adults|adult|grown ups|grownups|grown up|grownup|adults only|for adults|mature audience|mature audiences|18 plus|over 18s',
  'mood=funny':
    'hilarious|laugh out loud|make me laugh|laugh|laughs|laughing|funny|humorous|humour|a laugh|comical|funniest|side splitting|rib tickling|giggle|giggles|gags|jokes|hysterical|laugh out loud funny|crack me up|cracks me up|chuckle|amusing|belly laughs|belly laugh|in stitches|crying laughing|cry laughing|pants wettingly funny|good laugh|funny bone|guffaw|humor',
  'mood=goofy':
    'goofy|silly|daft|dumb fun|stupid|slapstick|ridiculous|absurd|zany|dumb|brainless|switch my brain off|turn my brain off|silliness|moronic|juvenile|madcap|brain off|stupid funny|absurdist|harebrained|inane|nonsensical|clownish|turn your brain off|no brainer|mindless|idiotic|goofball|dumbest|screwball',
  'mood=heartbreaking':
    'heartwrenching|heartbreaking|tearjerker|tearjerkers|tear jerker|tear jerkers|make me cry|weepy|weepie|weepies|gut wrenching|devastating|good cry|cry|crying|sob|sobbing|ugly cry|heart wrenching|heartbreak|tears|heartbreaker|makes me cry|weep|break my heart|tragic|bawl|sob story|sobfest|cry my eyes out|in tears|tissues|heart breaking|wreck me|emotionally devastating|ugly crying|crushing|makes you cry|destroy me|hanky|gut punch',
  'mood=bleak':
    'bleak|depressing|grim|hopeless|gloomy|dreary|misery|miserable|nihilistic|dour|despairing|soul destroying|desolate|gloom|despair|harrowing|pessimistic|depressed|doom and gloom|doom|cheerless|grimness|joyless|bleakness|soul crushing',
  'mood=sad':
    'sad|sorrowful|downer|sadness|unhappy|mournful|saddest|downbeat|sorrow|downers|sad ending|upsetting|unhappy ending',
  'mood=feel-good':
    'feel good|feelgood|cheer me up|happy|cheerful|lighthearted|light hearted|happy ending|happy endings|cheery|upbeat|joyful|cheering|breezy|cheers me up|joy|fluffy|positive|pick me up|cheer up|cheering up|easy watching|lift my mood|lift the mood|good mood|put me in a good mood|lift my spirits|jolly|light and easy|smile|smiling|make me smile|makes me smile|happiness|feelgood film|happy film|carefree|bubbly|feel better|merry|mood booster|mood lifter|light entertainment|makes me happy|make me happy|put a smile on my face|leave me smiling|ends well|light|joyous|cheer us up|cheers',
  'mood=heartwarming':
    'heartwarming|heart warming|heartfelt|touching|moving|sweet|wholesome|warm hearted|tenderness|warms the heart|warm my heart|heart warmer|poignant|tugs at the heartstrings|heartstrings|kindness|kind hearted|big hearted|warmhearted|affectionate|lump in my throat|sweetness|heart|sweetest',
  'mood=uplifting':
    'uplifting|inspiring|inspirational|inspire|inspires me|motivational|motivating|life affirming|triumphant|triumph|rousing|empowering|inspiration|faith in humanity|uplift|restore my faith in humanity|restores my faith in humanity|life affirmation|underdog|stirring',
  'mood=eerie': 'eerie|creepy|spooky|spooks|creepiness|ghoulish|spine chilling atmosphere|uncanny|creepily|spook',
  'mood=scary':
    'scary|frightening|terrifying|jump scares|jump scare|scare|scares|scared|scare me|fright|terror|frights|fear|nightmares|nightmare fuel|scariest|hide behind the sofa|horrifying|sleep with the lights on|terrified|give me nightmares|spine chilling|scare the pants off me|keep me up at night|terrify|terrify me|scaring|frighten|heebie jeebies|scary stuff|scary bits|petrified|nightmare|petrifying|the willies|scare me silly|hair raising|scary as hell|sacry|jumpscares|make me scream|want to scream|jump out of my skin',
  'mood=tense':
    'tense|nail biting|nailbiting|nail biter|edge of my seat|edge of your seat|edge of the seat|intense|tension|gripping|white knuckle|nerve racking|nerve wracking|nailbiter|high stakes|tight|stressful|on the edge of my seat|heart in mouth|keeps me on the edge of my seat|stress me out|nerve shredding|high tension|intensity|riveting|on edge|gripped|bite my nails',
  'mood=exhilarating':
    'exhilarating|thrilling|adrenaline|exciting|thrill|excitement|thrill ride|popcorn film|thrills|explosive|adrenalin|adrenaline rush|rollercoaster|excite me|heart pounding|heart racing|get my heart racing|blow stuff up|pumped up|pulse racing|big explosions|rollercoaster ride|stunts|spectacle|high octane|things blow up|get my pulse racing|pumped|blood pumping|kick ass|kickass|badass|pulse pounding|hype',
  'mood=thought-provoking':
    'thought provoking|smart|deep|makes you think|make you think|mind bending|philosophical|cerebral|intelligent|make me think|makes me think|profound|intellectual|brainy|mind bender|clever|mindbending|mind blowing|thoughtful|mindfuck|mind bender|existential|complex|food for thought|meaningful|stimulating|something to chew on|to chew on|gets me thinking|get me thinking|head scratcher|stay with me|challenging|talk about afterwards|big ideas|big questions|ponder|ideas|think about for days|philosophy|highbrow|heady|make my brain work|stays with you|discuss afterwards|brainier|use my brain|reflective|meaning of life|insightful|mind benders|depth|brains|thinker|i dont want to think|want to think|mind game|mind games',
  'mood=quirky':
    'quirky|weird|strange|odd|offbeat|bizarre|off beat|weirdness|oddball|unusual|eccentric|off the wall|peculiar|unconventional|weirdest|weirdo|kooky|bonkers|out there|left of centre|strangest|freaky|batshit|weirdly|strangeness|left field',
  'mood=dreamy':
    'dreamy|trippy|surreal|hypnotic|dreamlike|psychedelic|surrealist|surrealism|ethereal|poetic|mesmerising|mesmerizing|lyrical|otherworldly|fever dream|acid trip|hallucinatory|dream like|trance like|lynchian|trancelike|floaty',
  'mood=gentle':
    'gentle|relaxing|calm|soothing|soft|calming|peaceful|mellow|easy going|chill|relaxed|chilled|undemanding|relax|wind down|tranquil|low stakes|chilled out|serene|laid back|unwind|soothe|mild mannered|restful|wind down with|quietly|easy on the nerves|quiet',
  'mood=cozy':
    'cozy|cosy|comforting|warm|snug|comfort|comfort film|comfort watch|comfort viewing|comfort movie|like a warm hug|warm hug|under a blanket|blanket|cosiness|rainy day|hug|curl up|curl up with|hygge|warm and fuzzy|fireside|snuggly|curl up under a blanket|homely|duvet|comfy|warm blanket|rainy sunday afternoon|snuggle up|fuzzy',
  'mood=gritty':
    'gritty|raw|grittier|unflinching|hard hitting|hardhitting|grit|grimy|seedy|street level|hard boiled|hardboiled|rough around the edges|realism|mean streets|down and dirty|uncompromising|sleazy|grungy|rougher',
  'mood=raunchy':
    'raunchy|sexy|steamy|dirty jokes|crude|naughty|filthy|toilet humour|gross out|lewd|sensual|erotic|horny|smutty|vulgar|rude|erotica|bawdy|potty humour|smut|fart jokes|saucy|foul mouthed|spicy|sultry|hot and steamy|rude jokes|dirty humour|toilet humor|sensuality|racy|sexual humour|risque|crass|filth|steamier|bathroom humor|gross out humor|dirty film|dirty movie|dirty movies',
  'mood=melancholic':
    'melancholic|wistful|melancholy|bluesy|yearning|longing|melancholia|rainy day sadness|wistfulness|elegiac|autumnal|sad and beautiful|pensive',
  'mood=witty':
    'witty|clever dialogue|sharp|wit|banter|sharp dialogue|snappy dialogue|dry humour|dry humor|wordplay|sarcastic|smart dialogue|clever humour|sharp tongued|zingers|quick witted|one liners|quips|repartee|dry wit|clever jokes|razor sharp|snark|snarky|great dialogue|clever banter|dry|droll|sarcasm|clever writing|wry',
  'mood=unsettling':
    'unsettling|disturbing|messed up|disturb|twisted|disturbed|fucked up|creepy crawly|creeping dread|uncomfortable|gets under my skin|get under my skin|haunt me|unnerving|makes my skin crawl|skin crawl|squirm|shocking|disturbing stuff|perverse|unsettles|under your skin|gets under your skin|make me squirm|sinister|deranged|unsettle me|warped|depraved|leave me shaken|icky',
  'mood=moody':
    'moody|atmospheric|stylish|atmosphere|brooding|moodiness|neon soaked|stylised|stylized|slick|smoky|sleek|cool looking|lots of atmosphere|noirish',
  'mood=mysterious':
    'mysterious|enigmatic|puzzling|cryptic|puzzle|ambiguous|enigma|puzzles|keeps me guessing|keep me guessing|intriguing|unexplained|baffling|keeps me guessing till the end|enigmas',
  'mood=epic':
    'epic|grand|sweeping|epics|spectacular|grandiose|large scale|larger than life|grandeur|majestic|monumental|huge scale|big scale|grand scale|on a grand scale|sprawling|big budget spectacle|vast',
  'mood=playful':
    'playful|fun|a bit of fun|lively|mischievous|good fun|good time|cheeky|entertaining|silly fun|light fun|having fun|playfulness|good old fun|popcorn flick|popcorn movie|popcorn film',
  'mood=energetic':
    'energetic|wild|energy|high energy|insane|manic|full of energy|frenetic|electric|vibrant|hectic|chaotic|zippy|wild energy|kinetic|pep|pumping|frenzied|wired|over the top|peppy',
  'mood=charming':
    'charming|cute|adorable|charm|delightful|cutesy|cuteness|sweetly funny|enchanting|endearing|delight|likeable|charmer|winsome',
  'mood=sentimental':
    'sentimental|sappy|cheesy|corny|soppy|schmaltzy|saccharine|mushy|syrupy|slushy|schmaltz|cheese|sentimentality|melodramatic|sugary|mawkish|gushy|cheesiness|hallmark|preachy sentimental|slush|overly emotional|hokey|mush|sap|sickly sweet|sickly',
  'mood=suspenseful':
    'suspenseful|twisty|with a twist|twist|plot twist|plot twists|twists|twist ending|twists and turns|twist at the end|big twist|didnt see coming|plot twisty|never see coming|twisted plot|cliffhanger|unpredictable|page turner|see coming|surprise ending|rug pull|shock ending|full of twists|suspense|suspens|suspence|keeps you guessing till the end|keep me guessing till the end',
  'mood=dark':
    'dark|darkness|pitch black|dark and twisted|murky|darkly|serious|heavy|shadowy|heavy going|grim and dark',
  'mood=hopeful': 'hopeful|hope|optimistic|optimism|ray of hope|hopeful ending|leaves me with hope',
  'mood=nostalgic':
    'nostalgic|nostalgia|retro|throwback|reminds me of childhood|reminds me of being a kid|my childhood|memory lane|trip down memory lane|good old days|good old times|childhood memories|old times|feel like a kid again',
  'mood=whimsical':
    'whimsical|whimsy|fanciful|fairytale like|storybook|magical realism|fantastical|magical feel|quaint',
  'mood=intimate':
    'intimate|intimacy|personal|character study|two hander|small scale|chamber piece|small and personal|character driven|up close|two people talking',
  'mood=lonely': 'lonely|feeling lonely',
  'mood=claustrophobic':
    'claustrophobic|claustrophobia|confined|cramped|locked room|trapped in one room|in one room|hemmed in|single room|single location|closed in|enclosed|stuck in one room|stuck in a room|confined space|confined spaces|boxed in|shut in',
  'mood=chilling':
    'chilling|chills|spine chiller|bone chilling|chill down my spine|goosebumps|blood run cold|spine tingling|send shivers down my spine|shivers|makes my blood run cold|cold sweat|blood curdling',
  'mood=bittersweet':
    'bittersweet|bitter sweet|happy sad|laugh and cry|sad but sweet|smile through tears|tragicomic|tragicomedy|tragi comedy',
  'mood=cynical': 'cynical|cynicism|jaded|misanthropic|bitter|acerbic|caustic|world weary|mean spirited|sneering|acid',
  'mood=provocative':
    'provocative|controversial|transgressive|boundary pushing|taboo|daring|risky|pushes boundaries|pushes the envelope|confrontational|stirs debate|push boundaries|bold|polarising|divisive|outrageous|taboo breaking',
  'mood=satirical':
    'satirical|satire|satires|spoof|parody|parodies|spoofs|send up|lampoon|poking fun|takes the mickey|mocking|pokes fun at|skewers|satirises|piss take|mocks|make fun of|takedown of|skewering|ironic|mock',
  'theme=food':
    'food|cooking|chefs|chef|restaurant|restaurants|cook|cuisine|foodie|baking|makes me hungry|foodies|gastronomy|culinary|make me hungry|foodie film|cookery|bakery|sushi|chocolate|cheese making|mouth watering|dinner party|recipes|ramen',
  'theme=police':
    'police|cops|cop|policeman|policewoman|police officers|policemen|buddy cop|fbi|detectives on the force|police procedural|sheriff|procedural|law enforcement|sheriffs|buddy cops|coppers|precinct',
  'theme=courtroom':
    'courtroom|lawyers|lawyer|trial|trials|court|jury|legal|attorney|attorneys|court case|court cases|judge|juries|courtroom drama|legal drama|barristers|legal thriller|courtrooms|courts|law',
  'theme=aliens':
    'ufo|ufos|extraterrestrial|extraterrestrials|martians|first contact|little green men|alien invasion|invaders from space|et|flying saucers|martian',
  'theme=space travel':
    'space|astronauts|astronaut|outer space|spaceship|spaceships|space travel|moon landing|nasa|in space|rocket|mars|space mission|cosmos|spacecraft|galaxy|space station|rockets|starship|moon|space exploration|interstellar travel|galaxies|cosmonauts|stars and planets|lost in space|space travel|deep space',
  'theme=artificial intelligence':
    'ai|artificial intelligence|thinking machines|sentient machines|a i|sentient computer|intelligent machines|ai gone wrong|machines that think|rogue ai|killer ai|chatbot|evil computer',
  'theme=lgbtq':
    'lgbtq|gay|lesbian|queer|lesbians|trans|lgbt|same sex|drag queens|transgender|drag|bisexual|coming out|lgbtqia|gays|sapphic|non binary|drag queen',
  'theme=siblings':
    'siblings|brothers|brother|sibling|brother and sister|brotherly|sisterhood|sisterly|brotherhood|two sisters|two brothers|twin brothers|twin sisters|sisterly love|sisters|about twins',
  'theme=marriage':
    'marriage|divorce|couples|married|marriages|married couple|husband and wife|marital|divorced|divorcing|spouses|divorces|breakup of a marriage|married life|couple in crisis|failing marriage|wedlock|marriage falling apart|marital strife|newlyweds|marriage on the rocks|couple|marriage breakdown',
  'theme=infidelity':
    'infidelity|cheating husband|affair|affairs|adultery|cheating|cheating wife|unfaithful|mistress|cheaters|cheats|having an affair|cheating spouse|cheating spouses|adulterous|mistresses|adulterers|extramarital',
  'theme=journalism':
    'journalism|reporters|reporter|journalists|journalist|newspaper|newspapers|newsroom|press|investigative reporters|newspaper reporters|investigative journalists|news reporters|the press|newspapermen',
  'theme=prison':
    'prison|jail|prisoners|prisons|behind bars|inmates|prison film|convicts|inmate|jailed|prisoner|convict|penitentiary|jailbird|locked up|jails|cellmates|death row',
  'theme=hitmen':
    'hitmen|hitman|assassin|assassins|hit man|hit men|contract killer|contract killers|hired killer|hired killers|hired gun|killer for hire|paid killers',
  'theme=martial arts':
    'martial arts|kung fu|karate|wuxia|fist fights|ninja|ninjas|kungfu|martial art|sword fighting|judo|muay thai|sword fights|kung fu fighting|fight choreography|taekwondo|marshal arts|swords',
  'theme=animals':
    'animals|dogs|cats|horses|dog|cat|horse|animal|talking animals|pets|penguins|pet|puppies|puppy|elephants|dolphins|pigs|monkeys|talking animal|wildlife|penguin|kittens|mice|bees|pig|elephant|donkey|wolf|apes|tigers|crocodiles|snakes|killer animals|gorillas|octopus|bunnies|kitten|ponies|pony|cows|critters|dog movie|foxes|doggy|animals that talk|killer shark|killer sharks|farm animals|big cats|hamster|insects|doggos',
  'theme=christmas':
    'christmas|xmas|holiday film|holiday movie|christmassy|santa|festive|holiday season|christmas film|christmas movie|santa claus|christmasy|holiday films|christmas eve|holiday movies|holiday spirit|yuletide|chrissy|festive season|festive film|noel|father christmas|christmas spirit',
  'theme=high school':
    'high school|teenagers at school|high schoolers|highschool|prom|high school kids|mean girls at school|school cliques|cheerleaders|teens at school|high school clique|high school cliques|sixth form|secondary school|school bullies teens',
  'theme=death':
    'death|dying|mortality|afterlife|terminal|life after death|the afterlife|mortal|grim reaper|dead people|end of life|undertaker|last days|suicide|dying man',
  'theme=grief':
    'grief|mourning|loss|bereavement|grieving|losing someone|widow|widows|losing a loved one|losing a parent|coping with loss|bereaved|loss of a child|dealing with loss|losing someone you love|losing a child|widowhood|dealing with grief',
  'theme=apocalypse':
    'end of the world|post apocalyptic|apocalyptic|post apocalypse|doomsday|armageddon|nuclear war|end times|postapocalyptic|world ends|the world ends|the end of the world|world ending|wasteland|nuclear holocaust|last people on earth|nuclear apocalypse',
  'theme=con artists':
    'con artists|con artist|scam|swindlers|con man|con men|conmen|conman|scams|scammers|grifters|grifter|fraudsters|fraud|hustlers|swindler|swindle|imposters|imposter|scammer|hustler|a con|swindles|fraudster|cons|con job|con games|tricksters|scam artists|con tricks|long con|swindling|hoax|cheats and liars|impostor|impostors|charlatans',
  'theme=witches': 'witch|witches|witchcraft|coven|witchy|witch hunt|witch hunts|salem|sorceress|covens',
  'theme=royalty':
    'royalty|king|princess|royals|kings|monarchy|kings and queens|palace intrigue|princes|prince|royal family|royal|princesses|the royal family|monarchs|crown|court intrigue|the crown|monarch|court of|throne|emperor|empress|palace|queen|queens',
  'theme=racing':
    'racing|motor racing|car racing|race cars|formula one|formula 1|fast cars|f1|street racing|nascar|race car|race driver|drag racing|driving fast|racing drivers|race drivers|motorsport|car film|drivers|motorcycle racing|car movies|le mans|racing cars|petrolhead|petrolheads|horse racing|cars',
  'theme=music':
    'music|rock band|musicians|musician|singers|singer|band|bands|rock n roll|rock and roll|jazz|hip hop|rapper|rappers|punk|pianist|pianists|guitar|rock star|rock stars|opera|country singer|garage band|composers|composer|orchestra|choir|great soundtrack|folk singers|rap|blues|soundtrack|pop star|pop stars|drummer|popstar|rockstars|violinist|songwriter|classical music|heavy metal|rock music|punk band|musical bands|punk rock|dj|jazz musicians|metal band|conductors|songwriters|violin|k pop|singing|pop',
  'theme=dance':
    'dance|ballet|dancers|dancing|dancer|tango|ballroom|ballerina|ballerinas|street dance|tap dancing|ballet dancers|salsa|ballroom dancing|dance off|dances',
  'theme=art':
    'painter|painters|artists|artist|painting|paintings|art world|sculptor|sculptors|famous painters|art gallery|art museum|photographers|photographer|museum|gallery|visual art|tortured artist',
  'theme=writers':
    'writers|novelist|novelists|writer|authors|author|writing|poets|poet|poetry|playwright|playwrights|screenwriter|struggling writer|writers block|bookish|a writer|screenwriters|literature',
  'theme=military':
    'military|soldiers|soldier|army|navy|marines|troops|battlefield|veterans|veteran|army life|boot camp|special forces|navy seals|fighter pilots|squad|special ops|platoon|commandos|air force|seals|barracks|war veterans|officers|fighter jets',
  'theme=war':
    'wartime|warfare|war movie|battle scenes|anti war|vietnam war|ww1|first world war|world war one|wwi|civil war|world war 1|cold war trenches|korean war|war stories|the great war|war zone|great war|the war|gulf war|iraq war|war torn',
  'theme=magic':
    'magic|wizards|wizard|magicians|magician|spells|sorcery|magical|wizardry|wands|enchanted|sorcerers|sorcerer|spell|magic tricks|witches and wizards|illusionists|illusionist|wand|fairies',
  'theme=superheroes':
    'superheroes|super heroes|superhero fatigue|men in capes|capes and tights|masked heroes|superpowers|super powers|men in tights|costumed heroes|powers|superheros|super heros',
  'theme=family':
    'family drama|families|family secrets|dysfunctional family|dysfunctional families|family ties|family life|family reunion|family dynamics|family relationships|family feuds|broken families|family trouble|family issues|about family|family dysfunction|family bonds|family gatherings|relatives|big families|family problems|found family|family conflict|messy family|messy families|family saga|household|complicated families|blended family|clan|family bonding|family business|family curse|family tragedy|family dinners|dysfunctional household',
  'theme=parenthood':
    'parenthood|parenting|fatherhood|motherhood|single mum|single mother|single father|single dad|new parents|becoming a parent|pregnancy|fathers|single parent|having a baby|single mom|being a dad|single parents|raising kids|being a parent|raising children|adoption|becoming a father|becoming a mother|being a mother|being a mum|mothers and children|new baby|surrogacy|single mums|parents raising|becoming a dad|becoming a mum|raising a baby',
  'theme=fathers and sons':
    'fathers and sons|father and son|father son|fathers sons|dad and son|dads and sons|a father and his son|father and his son|father son bond|father son relationship|estranged father and son|a dad and his son',
  'theme=mothers and daughters':
    'mothers and daughters|mother and daughter|mother daughter|mothers daughters|mum and daughter|mums and daughters|mum and her daughter|mother daughter relationship|mom and daughter|moms and daughters',
  'theme=friendship':
    'friendship|friendships|buddy|buddies|female friendship|buddy movie|unlikely friends|buddy film|best mates|unlikely friendship|pals|male friendship|mateship|bromance|childhood friends|bff|companionship|gang of friends|friends reuniting|group of friends|buddy movies|besties|two mates|girl mates|true friends|true friendship',
  'theme=time travel':
    'time travel|time machine|time loop|time loops|time travelling|time traveler|time traveller|time travellers|back in time|going back in time|time travelers|groundhog day style loop|time warp|travel through time|time traveling|go back in time|same day over and over|time paradox|through time',
  'theme=robots':
    'robot|robots|androids|android|cyborg|cyborgs|killer robots|mecha|giant robots|killer robot|droids|droid|androids',
  'theme=survival':
    'survival|surviving|survive|castaway|survival story|against the elements|shipwreck|shipwrecked|stranded on an island|lost at sea|surviving in the wild|survivalist|man vs nature|man against nature|deserted island|surviving the wilderness|desert island|castaways|lost in the wilderness|fight for survival|surviving in the wilderness|stay alive|wilderness survival',
  'theme=serial killer':
    'serial killer|serial killers|serial murderer|psycho killer|psychopath|psychopaths|serial murders|serial murderers|ripper|mass murderer|killer on the loose|murderous psychopath',
  'theme=murder': 'murder|murders|murderer|murderers|homicide|murdered|murderous|a killing|killed someone',
  'theme=revenge':
    'revenge|vengeance|avenge|avenging|payback|vengeful|getting even|get even|retribution|revenge thriller|settle a score|settling scores|score to settle|revenge story|vendetta|avenges|get her own back|eye for an eye|vendettas|wants payback|get revenge',
  'theme=religion':
    'religion|nuns|nun|priests|priest|church|catholic|religious|pope|biblical|bible|monks|monk|vatican|god|convent|jesus|catholic church|clergy|monastery|bishops|christianity|christian|buddhism|jewish|judaism|islam|rabbi|exorcist|buddhist|convents|theology|missionaries|missionary|pastor|preacher|vicars|nunnery|angels|saints',
  'theme=faith':
    'faith|belief|crisis of faith|spiritual|spirituality|believers|losing faith|faith based|believing|doubt and belief|losing your faith|doubt|faith based films',
  'theme=politics':
    'politics|political|president|presidents|elections|election|politicians|government|politician|campaign|white house|parliament|campaigns|prime minister|power struggles|political thriller|congress|senators|washington|senate|presidential|political campaign|presidency|dictators|dictator|dictatorship|governments|activism|activists|westminster|diplomats|communism',
  'theme=business':
    'business|corporate|finance|entrepreneurs|entrepreneur|stock market|corporations|startups|startup|banking|bankers|company|corporate greed|salesmen|salesman|salesmen|corporation|financial crisis|big business|ceo|traders|business world|tycoon|startups|start ups|stockbrokers|corporate world|advertising|boardroom|boardrooms|financial world|wall street types|brokers|companies|wall street film|wall street films|wall street movie|wall street movies',
  'theme=money':
    'money|greed|wealth|rich|millionaires|billionaires|riches|debt|get rich|getting rich|money problems|greedy|fortune|super rich|millionaire|the rich|lottery|wealthy|rich kids|billionaire|get rich quick|inheritance|rich folk|sudden wealth',
  'theme=class':
    'class|rich and poor|class divide|upstairs downstairs|class struggle|working class|social class|class war|upper class|servants|class differences|rich vs poor|haves and have nots|eat the rich|aristocracy|aristocrats|working class life|inequality|rich versus poor|servants and masters|privilege|snobs|upper crust|class warfare|working class heroes|posh people|social climbing|class conflict|maids|rich people|rich people problems',
  'theme=poverty':
    'poverty|poor|homeless|slums|homelessness|slum|poor people|struggling to get by|living on the streets|favela|favelas|working poor|broke|destitute|hard up|street kids|being poor|the poor|hunger|down and out|favelas|poverty stricken|penniless|living in poverty|skint',
  'theme=immigration':
    'immigration|immigrants|immigrant|refugees|migrants|refugee|emigrants|migration|migrant|border crossing|asylum seekers|crossing the border|immigrant experience|emigrating|emigration|moving to a new country|deportation|leaving home for a new country|starting over in a new country|undocumented|exile',
  'theme=culture clash':
    'culture clash|clash of cultures|cultural differences|two cultures|cultures collide|different cultures|culture shock|between two cultures|east meets west|culture clashes|cross cultural|caught between two cultures|cultures clashing|clashing cultures',
  'theme=race':
    'race|racism|black history|civil rights|segregation|race relations|racial|apartheid|race issues|racial tension|racist|racists|jim crow|racial injustice|racial prejudice|black lives|civil rights movement|black experience',
  'theme=prejudice':
    'prejudice|discrimination|bigotry|sexism|homophobia|bigots|intolerance|antisemitism|xenophobia|feminism|feminist|misogyny|anti semitism|bigot|prejudices|discriminated',
  'theme=slavery':
    'slavery|slaves|slave|enslaved|plantation|slave trade|underground railroad|abolition|human trafficking|plantations',
  'theme=colonialism':
    'colonialism|colonial|empire|colonies|the raj|colonization|colonisation|british empire|conquistadors|colonizers|colonialists|imperialism|colonisers|british raj|conquest',
  'theme=holocaust':
    'holocaust|auschwitz|concentration camps|concentration camp|shoah|nazi camps|death camps|the camps',
  'theme=addiction':
    'addiction|addicts|alcoholics|alcoholism|alcoholic|addict|rehab|drug addiction|drinking problem|recovering addicts|getting sober|junkies|sobriety|recovery|addicted|booze|recovering alcoholic|gambling addiction|drug addicts|heroin addict|heroin addicts|alcohol|recovering addict|drug addict|boozing|drink problem',
  'theme=drugs':
    'drug dealers|drugs|drug dealer|narcos|drug trade|cocaine|drug lords|drug cartel|drug cartels|cartels|stoner|weed|heroin|stoners|drug lord|drug trafficking|narco|drug smugglers|drug smuggling|pot|lsd|drug war|marijuana|drug kingpins|drug kingpin|drug culture|meth|crack|getting high|dealers',
  'theme=gambling':
    'gambling|casino|poker|gamblers|casinos|las vegas|gambler|betting|poker players|card sharks|blackjack|vegas|bets|roulette|card players|card games|high rollers|bookies|a bet|wagers|card sharps|bookmakers|betting shops',
  'theme=kidnapping':
    'kidnapping|kidnapped|kidnap|abduction|abducted|kidnappers|kidnappings|missing child|missing children|abductions|ransom|missing person|missing girl|snatched|missing persons|missing kid|held for ransom|taken child|kidnaps|kidnapper',
  'theme=hostage':
    'hostage|hostages|held hostage|siege|hostage situation|hijacking|hijacked|hostage situations|hijack|plane hijacking|hijackers|hostage crisis|held captive|hostage taking|hostage negotiator|captive',
  'theme=escape':
    'escape|escaping|prison break|prison escape|jailbreak|fugitives|fugitive|escapes|breaking out|break out|getaway|breakout|breaking out of prison|fugitives on the run|great escape|escapees|prison breaks|jail break|fleeing|runaway|runaways|getting out',
  'theme=conspiracy':
    'conspiracy|conspiracies|cover up|cover ups|conspiracy theories|paranoia|paranoid|government secrets|deep state|secret society|secret societies|conspiracy theory|coverups|coverup|conspiracy theorists|government cover up|whistleblowers|whistleblower|plots and schemes|shadowy organisations',
  'theme=corruption':
    'corruption|corrupt|crooked cops|dirty cops|crooked|corrupt cops|corrupt politicians|bribery|dirty cop|bent coppers|corrupt police|scandal|scandals|bent cops|corrupt officials|bribes|abuse of power|crooked politicians|backroom deals|rotten system',
  'theme=dystopia':
    'dystopia|dystopian|dystopias|totalitarian|big brother society|oppressive future|totalitarianism|surveillance state|dystopian future|bleak future|post apocalyptic society|fascist future',
  'theme=disaster':
    'disaster|disasters|earthquake|volcano|tsunami|tornado|disaster movie|tornadoes|natural disasters|earthquakes|natural disaster|pandemic|epidemic|virus|outbreak|avalanche|hurricane|asteroid|asteroids|pandemics|shipwrecks|sinking ship|sinking ships|catastrophe|hurricanes|burning building|infernos|contagion|meteor|twisters|chernobyl|plane crash',
  'theme=environment':
    'environment|climate change|environmental|ecology|global warming|pollution|climate|saving the planet|eco|deforestation|the environment|environmentalism|climate crisis|conservation|save the planet|oil spills|eco activism|environmentalists|sustainability|plastic',
  'theme=nature':
    'nature|wilderness|forest|climbing|mountaineering|forests|outdoors|great outdoors|wild|the wild|landscapes|gardening|the ocean|rainforest|natural world|antarctica|hiking|rivers|hikers|planet earth|beautiful landscapes|beekeeping|farm life|everest|the great outdoors',
  'theme=mythology':
    'mythology|myths|greek myths|greek gods|norse|gods|mythical|myth|greek mythology|norse mythology|folklore|king arthur|arthurian|mythological|norse gods|greek myth|camelot|mermaids|mermaid|arthurian legend|elves',
  'theme=pirates': 'pirate|pirates|buccaneers|high seas|swashbucklers|pirate ships|swashbuckling pirates',
  'theme=dragons': 'dragon|dragons',
  'theme=dinosaurs': 'dinosaur|dinosaurs|dinos|dino|t rex|trex',
  'theme=werewolves': 'werewolf|werewolves|lycanthropes|lycanthropy|wolf man|wolfman|lycan',
  'theme=supernatural':
    'supernatural|paranormal|demons|demonic|possession|demon|possessed|demonic possession|the devil|devil|occult|satan|curses|satanic|evil spirits|curse|psychic|ouija|seances|seance|ghostbusting|hell|demonic possessions|clairvoyants|psychics|demons and angels|haunted doll|things that go bump in the night|exorcism|exorcists',
  'theme=haunted house':
    'haunted house|haunted houses|haunted|haunted mansion|haunted home|old dark house|creepy house|spooky house|haunted hotel|haunted mansions|haunted castle|haunted places|creepy old house|creepy mansions',
  'theme=cults':
    'cult leaders|sect|sects|cult leader|brainwashing|religious cult|religious cults|joining a cult|cult following leader|commune|communes|cults|brainwashed',
  'theme=mental illness':
    'mental illness|mental health|schizophrenia|insanity|bipolar|asylum|ocd|psychiatric|psychosis|mental hospital|mental breakdown|breakdown|going mad|madness|psychiatric hospital|mad|descent into madness|psychiatric ward|nervous breakdown|eating disorder|asylums|therapy|psychiatrist|therapist|anxiety|losing their mind|going insane|mental asylum|split personality|losing your mind|personality disorder|multiple personalities|psychologist|therapists|autism|autistic|psych ward|ptsd',
  'theme=depression': 'depression|suicidal|clinical depression|suicidal thoughts|living with depression|suicidality',
  'theme=illness':
    'illness|cancer|disease|terminal illness|sick|dementia|alzheimers|aids|terminally ill|medical|coma|diseases|patient|sickness|ill|illnesses|hiv|surgeons|patients|terminal cancer|dying of cancer|chronic illness|als|cancer patients|medicine|hospital ward|stroke|terminal diagnosis',
  'theme=aging':
    'aging|ageing|old age|growing old|retirement|old people|elderly|getting old|pensioners|old couples|old man|old men|old woman|getting older|midlife crisis|mid life crisis|midlife|later life|retired|growing older|retirees|old folks|middle age|old couple|elderly couple|nursing home|care home|seniors|oaps|care homes|golden years|turning 40|aging gracefully|old women|twilight years|silver haired|old friends reuniting|pensioner|nursing homes|senior citizens|turning forty|middle aged|older people',
  'theme=memory':
    'amnesia|memory loss|lost memory|remembering|amnesiac|forgetting|forgotten past|lost memories|losing their memory|losing your memory|forgetfulness',
  'theme=identity':
    'identity|finding yourself|finding oneself|who am i|self discovery|double life|mistaken identity|secret identity|find themselves|identity crisis|doppelgangers|doubles|doppelganger|switching bodies|body swap|identity theft|body swaps|finding herself|finding himself|finding out who you are|secret identities|find myself|swapping bodies|belonging|double lives|stolen identity|discovering yourself|body switch|new identity|figuring out who you are|discovering who you are|being yourself|roots',
  'theme=loneliness':
    'loneliness|solitude|isolation|loners|loner|being alone|isolated|isolated people|lonely hearts|lonely person|solitary|feeling alone|hermits|loneliness in the city|recluse|hermit|recluses|lonely men',
  'theme=obsession':
    'obsession|obsessed|obsessive|stalking|obsessions|stalked|fixation|femme fatale|obsessive love|obsessed fan|fatal attraction|stalker film|obsession gone wrong|unhealthy obsession|obsessed artists|stalker movie|stalker movies',
  'theme=betrayal':
    'betrayal|betrayed|backstabbing|double cross|treachery|traitor|traitors|double crosses|backstabbers|double crossing|betraying|stabbed in the back|betrayals|treason|disloyalty|turncoats|double crossed|snitch',
  'theme=loyalty':
    'loyalty|loyal|honor|loyal to the end|loyalty tested|code of honour|standing by each other|comradeship|devotion',
  'theme=guilt':
    'guilt|guilty|guilty conscience|remorse|regret|regrets|living with guilt|guilt ridden|haunted by the past|haunted by guilt|haunted by their past|guilty secret',
  'theme=redemption':
    'redemption|redeem|atonement|redeeming|making amends|redemptive|second chance at life|redeem themselves|redemption story|atoning|making up for past mistakes|turning your life around|turning their life around|redemption arc|redemption arcs|make amends|forgiving|seeking redemption',
  'theme=second chances':
    'second chances|second chance|starting over|fresh start|new beginnings|start over|start again|starting again|new start|comeback|late bloomers|do over|comebacks|reinvention|fresh starts|getting another chance|new life|begin again|reinventing yourself|new beginning|making a comeback|beginning again',
  'theme=sacrifice':
    'sacrifice|sacrifices|self sacrifice|giving everything up|sacrificing|ultimate sacrifice|giving up everything|selfless|laying down your life|selflessness',
  'theme=courage':
    'courage|bravery|courageous|heroism|brave|bravery and courage|facing your fears|standing up for what is right|stand up for whats right|everyday heroes|braving|facing fears|standing up for what you believe in|being brave',
  'theme=freedom':
    'freedom|liberation|liberty|freedom fighters|fight for freedom|breaking free|independence|emancipation|fighting for freedom|freedom fighter|being free|break free|fighting for liberty|independence struggle|breaking free from society',
  'theme=rebellion':
    'rebellion|rebels|revolution|uprising|rebel|revolutions|revolutionaries|protest|protests|revolutionary|revolt|fight the power|fighting the system|standing up to the man|teen rebels|anarchists|anarchy|overthrow|protesters|defying authority|uprisings|rebelling|stick it to the man|rising up|sticking it to the man|fighting back against the system|anti establishment|nonconformists|mutiny|strike|strikes|suffragettes|unions|punk rebellion|revolting|workers uprising',
  'theme=justice':
    'justice|injustice|wrongly accused|wrongfully convicted|wrongly convicted|miscarriage of justice|wrongful conviction|fighting for justice|wrongly imprisoned|miscarriages of justice|innocent man in prison|wrongful convictions|wrong man|seeking justice|fight for justice|falsely accused|innocent people accused|human rights|framed|miscarriage',
  'theme=vigilantes':
    'vigilante|vigilantes|taking the law into their own hands|vigilante justice|taking the law into his own hands|takes the law into his own hands|law into their own hands|takes the law into her own hands|lone avenger',
  'theme=outlaws':
    'outlaw|outlaws|bandits|wild west bandits|bandit|lovers on the run|bonnie and clyde types|bank robbers on the run|robin hood|train robbers|bounty hunters|bounty hunter|highwaymen|lawless|jesse james|gunfighters|bikers|biker gangs',
  'theme=terrorism':
    'terrorism|terrorists|terrorist|bombing|bombs|911|9 11|terror attack|terrorist attack|terror attacks|bomb|suicide bombers|terrorist attacks|bombings|ira|bomb plot|terrorist plot|september 11|bomb disposal',
  'theme=assassination':
    'assassination|assassinations|assassination plot|kill the president|jfk|assassinate|assassination plots|plot to kill the president|assassination attempt|killing the president|killing hitler|plots to kill the president',
  'theme=work':
    'work|jobs|workplace|office life|job|bosses|boss|unemployment|employees|terrible jobs|workers|colleagues|bad boss|coworkers|factory workers|working life|factory|office politics|nine to five|losing your job|dead end jobs|career|careers|working nine to five|bad bosses|9 to 5|dead end job|office workers|quitting your job|co workers|redundancy|labour|laid off|unemployed|interns|blue collar|cubicle|office film|office movie',
  'theme=ambition':
    'ambition|ambitious|chasing a dream|rise and fall|rise to the top|chasing dreams|making it big|social climber|power hungry|chasing your dream|chasing your dreams|follow your dreams|following your dreams|hungry for success|success|rise to power|drive to succeed|perfectionism|social climbers|chasing success|make it big|dreamers|wanting to be the best|going for gold|power|strivers|perfectionist|rags to riches|pursuit of greatness|big dreams',
  'theme=fame':
    'fame|celebrity|celebrities|stardom|famous people|hollywood stars|rise to fame|movie stars|star is born|fading star|paparazzi|being famous|cost of fame|price of fame|film stars|washed up star|becoming famous|movie star|fading stars|tv stars|getting famous|rock stardom|becoming a star|instant fame|wannabe stars',
  'theme=media':
    'media|television|tv news|tv|news|filmmaking|hollywood satire|social media|filmmakers|making movies|making films|movie making|film industry|showbiz|moviemaking|the media|film making|movie business|influencers|film within a film|the film industry|broadcasting|tv industry|movies about movies|films about films|cinema itself|tabloids|show business|about making movies|broadcast news|influencer culture|talk shows|the movie business|making a film|tv shows|publicity|behind the scenes|youtubers',
  'theme=teachers':
    'teacher|teachers|inspiring teacher|inspirational teacher|professors|professor|students and teachers|teaching|schoolteacher|inspirational teachers|inspiring teachers|boarding school teacher|great teachers|classroom|schoolteachers|classrooms|governess|substitute teacher',
  'theme=mentors':
    'mentor|mentors|coach|coaches|mentoring|mentorship|master and apprentice|master and student|teacher and pupil|guru|mentor and student|master and pupil|apprentice|sensei|old master teaching|wise old mentor|protege|student and master|mentor figure',
  'theme=bullying':
    'bullying|bullies|bullied|bully|outcasts|bullied kid|bullied kids|getting bullied|picked on|bullied at school|standing up to bullies|cyberbullying|school bullies',
  'theme=disability':
    'disability|disabled|blind|deaf|wheelchair|blindness|deafness|disabilities|wheelchair users|paralysed|deaf people|autistic|sign language|blind people|paralyzed|wheelchair user|down syndrome|cerebral palsy|amputee|special needs|disfigured|disfigurement|quadriplegic|losing your sight|deaf family',
  'theme=small town life':
    'small town|small towns|small town life|village life|rural|small town secrets|sleepy town|little village|sleepy village|rural life|country life|tiny village|small village|small town america|provincial|little towns|sleepy towns|quiet village|everyone knows everyone|suburbia|suburban|back home in a small town|small communities|sleepy little towns|rural america|close knit community|small community|midwest town',
  'theme=road trip':
    'road trip|road trips|road movie|road movies|on the road|journey|cross country|journeys|travelling|road trip movie|travelling across|road film|traveling|backpacking|a journey|drive across|hitchhiking|van life|car journey|road trip film|roadtrip|roadtrips|cross country drive|voyage|driving across america|crossing america|hit the road|open road|wanderlust|drifters|journeys across|roadmovie',
  'theme=first love':
    'first love|first loves|young love|first crush|teen love|falling in love for the first time|summer love|puppy love|teenage love|first kiss|teenage romance|first romance|falling in love first time|high school sweethearts|childhood sweethearts|young lovers|crushes|first time falling in love|summer fling|teenage crush|crush|sexual awakening|first heartbreak',
  'theme=love triangle':
    'love triangle|love triangles|torn between two lovers|torn between two men|caught between two lovers|menage a trois|in love with two people|two men one woman|threesome|between two men|torn between two women|love square|in love with two men|two men love the same woman',
  'theme=opposites attract':
    'opposites attract|mismatched couple|enemies to lovers|odd couple|mismatched lovers|mismatched pair|unlikely couple|polar opposites|hate each other then fall in love|mismatched partners|unlikely romance|unlikely lovers|mismatched couples|opposites|odd couples|hate to love|odd pair|enemies falling in love|unlikely pair|mismatched duo|unlikely love|mismatched',
  'theme=weddings':
    'wedding|weddings|bride|brides|wedding film|getting married|at a wedding|wedding day|big wedding|bridezillas|runaway bride|wedding planners|stag do|wedding disasters|hen do|wedding guests|the altar|best man',
  'theme=fish out of water':
    'fish out of water|out of place|stranger in a strange land|outsider|outsiders|city slicker|out of their depth|stranger in a new world|wrong place|city girl in the country|city people in the country|out of their element|culture shocked|in over their head|city boy|stranger in town|in way over their head|doesnt fit in|not fitting in|don t belong|weirdos and outsiders|fish out water|new kid in town|new kid at school',
  'theme=american dream':
    'american dream|making it in america|land of opportunity|the american dream|chasing the american dream|rags to riches in america|american dreams',
  'theme=technology':
    'technology|computers|hackers|hacking|internet|virtual reality|tech|hacker|computer|social networks|smartphones|cyber|social network|silicon valley|tech gone wrong|vr|inventors|gadgets|the internet|cybercrime|phones|inventions|online|simulation|genetic engineering|tech companies|cloning|machines|web|clones|tech billionaires|data|engineers|biotech|cyberpunk|coders|invention|phone addiction|inventor|online dating|gaming|internet culture|gadget|gamers',
  'theme=science':
    'science|scientists|scientist|mad scientist|genius|mathematicians|mathematics|experiments|maths|math|physics|physicist|mad scientists|experiment|experiment gone wrong|medical experiments|research|mathematician|geniuses|discovery|laboratory|physicists|chemistry|genetics|einstein|inventing|lab|biology|astronomy|experiments gone wrong|scientific|nuclear physics|quantum physics|scientific discovery|nuclear scientists|the scientists|evolution|astronomers',
  'theme=toys':
    'dolls|doll|killer doll|lego|living toys|killer dolls|toys come alive|talking toys|teddy bears|teddy bear|action figures',
  'theme=treasure hunt':
    'treasure hunt|treasure|treasure hunts|treasure hunters|lost treasure|hidden treasure|hunting for treasure|buried treasure|treasure hunting|treasure map|ancient artefacts|archaeologists|treasures|gold rush|search for treasure|lost city|treasure hunter|looking for treasure|archaeology|hunt for gold|tomb raiding|adventurers after gold|relics|archaeologist',
  'theme=rivalry':
    'rivalry|rivals|rival|rivalries|competitors|feud|feuds|feuding|duel|duels|competitive|compete|bitter rivals|contest|one upmanship|archenemies|competing|tournament|sporting rivals|duelling|nemesis|bitter rivalry|rival gangs|showdown|rival families|jealousy',
  'caution=gore':
    'gore|guts|gory|blood|bloody|splatter|blood and guts|goriness|bloodshed|entrails|bloodbath|buckets of blood|gruesome|torture porn|blood and gore|grisly|goriest|dismemberment|bloodiest|slasher gore|severed limbs|graphic gore|gross stuff|bloodshed and gore|intestines|yucky|decapitations',
  'caution=violence':
    'violence|violent|brutal|killing|fighting|brutality|gunfights|punching|shoot outs|ultraviolent|ultra violent|beatings|fight scenes|bloodless|gunplay|stabbing|beating people up|gun violence|shoot em up|bullets|fistfights|violently|people getting hurt|killings on screen|hurting people|abuse|rape|domestic violence|people get hurt|sexual violence|animal cruelty|getting shot|gunfire|shoot ups|punch ups|carnage|weapons|assault|brawls|shooting people|people getting shot|violent scenes|fights|violant|lots of shooting',
  'caution=sex':
    'sex|nudity|sex scenes|explicit|naked|nude|sex scene|sexual|sexual content|nakedness|naked people|sexy scenes|sexual scenes|bare flesh|steamy scenes|explicit scenes|sexually explicit|naked bits|adult content|bedroom scenes|sexy bits|boobs|kissing scenes|naked bodies|shagging|awkward sex scenes|intimate scenes|sex and nudity|rude bits',
  'caution=drugs':
    'drug use|substance abuse|drug taking|smoking weed|drug abuse|drug scenes|substance use|people taking drugs|taking drugs|people doing drugs|substances|doing drugs|people on drugs|needles|drug references|snorting',
  '!caution=grief':
    'nobody dies|no one dies|dog doesnt die|the dog lives|no dead dogs|no death|everyone survives|no dead parents|nobody has to die|dog lives|dog survives|everybody lives|noone dies|doesnt die|dont die|no deaths|the dog survives',
  'caution=grief':
    'dead dogs|dead dog|dead pets|dying parents|dead mothers|dog dies|the dog dies|people dying|animals dying|kids dying|animals die|a dog dies|dead kids|dying children|dead parents|dead children|pets dying|child death|animal death|parents die|someone dies|dead mums|characters dying|people die|the dog dying|children dying|dead mum|dead animals|animal deaths|the animal dies|mother dies|dying kids|dead wives|dying dogs|dying people|deathbeds|deathbed scenes',
  'occasion=parents':
    'in laws|inlaws|grandparents|mum|mom|dad|gran|grandmother|grandfather|grandad|my parents|mother in law|nan|granny|grandpa|mother|father|my folks|the folks|mum and dad|nana|my mother|my father|in law|mam|papa|my old man|father in law|the in laws|grandparent|my nan|elderly parents|elderly mother|auntie|aunt|older relatives|granddad|grans|my gran|my grandma|grandma|with parents|with the parents|with our parents|with your parents',
  'occasion=date':
    'date night|girlfriend|boyfriend|partner|wife|husband|date|first date|my wife|my husband|the missus|romantic evening|romantic night in|my girlfriend|my boyfriend|significant other|valentines|valentines day|my partner|fiance|hubby|other half|spouse|anniversary|third date|second date|valentine|date movie|better half|someone i fancy|missus|my date|fiancee|gf|bf|lover|the wife|my other half|romantic night|tinder date|a date|netflix and chill|date nights',
  'occasion=friends':
    'mates|party|a crowd|the boys|girls night|with friends|my friends|movie night with friends|lads|the lads|the girls|the gang|group watch|mates round|friends over|house party|boys night|girls night in|the guys|housemates|roommates|halloween party|lads night|for friends|group of friends watching|pizza night|pals over|roommate|big group|beers|the crew|my mates|girlfriends|a group|for a group|housemate|some friends|pizza and beer|beer and pizza|group viewing|a few mates|hen night|friends night|my pals|friends round|gang of us|movie party|my buddies|uni friends|film club|the lads round|stag night|galentines|big crowd|bestie|my bestie|friends coming|friends coming over|w friends',
  'pace=slow':
    'slow|slow burn|unhurried|meditative|contemplative|slowburn|slow paced|slow moving|slow cinema|leisurely|takes its time|slow burner|slow burning|slow pace|patient|meandering|glacial|plodding|takes their time|slow and quiet|drags|slow burners|ponderous|boring|languid|draggy|slower paced|gentle pace|drag|sluggish|dull|at its own pace|dawdles|tedious|ambling|long slow shots',
  'pace=fast':
    'fast|fast paced|action packed|snappy|non stop|nonstop|fast moving|breakneck|pacy|quick paced|rapid|relentless|fast pace|speedy|no slow bits|zips along|never lets up|quick moving|punchy|moves fast|moves quickly|rattles along|doesnt drag|rapid fire|brisk|whip fast|propulsive|full throttle|pacey|quickfire|frenetic pace|fast and furious pace|quick fire|briskly|fast cutting|frantic|speed things up',
  'pace=steady':
    'steady|steady pace|medium pace|medium paced|steady paced|steadily paced|evenly paced|even pace|moderate pace|well paced',
  'source=Based on Book/Short Story':
    'book|novel|literary adaptation|based on a book|based on a novel|novels|books|adapted from a book|adapted from a novel|book adaptation|literary adaptations|from a book|short story|stephen king adaptation|bestseller|novel adaptations|adaptation of a novel|based on books|book to film|from a novel|book adaptations|novel adaptation|from a bestseller|adaptation|adaptations|literary|based on a bestseller|page to screen|based on novels|classic novel|classic literature|based on a short story|adapted novel|paperback|page to screen adaptation|adaptation of a book',
  'source=Based on Comic/Graphic Novel':
    'comic|comics|graphic novel|comic book|comic book movie|comic book film|based on a comic|comic books|graphic novels|comicbook|comic book adaptation|comic strip|manga|manga adaptation|from a comic|comic book films|comic book movies|based on comics|based on a graphic novel|comic book adaptations|comic adaptation|based on manga|comic strips|comic based',
  'source=Based on Play':
    'stage|stage play|based on a play|theatre adaptation|from a play|adapted from a play|shakespeare adaptation|stage adaptation|adapted from the stage|stage plays|from the stage|based on a stage play|play adaptation|shakespearean|was a play first|theatre piece|play turned into a film|plays turned into films',
  'source=Based on TV':
    'tv series|based on a tv series|tv show|based on a tv show|from a tv show|tv adaptation|tv spin off|based on tv|from tv|based on an old tv show|tv shows turned into films|from a tv series|tv show adaptation|tv series adaptation|old tv show|telly show|big screen version of a tv show|shows turned into films|sitcom turned into film|sitcom',
  'source=Based on Game':
    'video game|video games|game adaptation|based on a video game|based on a game|videogame|video game adaptation|video game movie|video game movies|computer game|game adaptations|from a video game|board game|based on video games|videogames|video game adaptations|based on a board game|computer games|video game film|video game based',
  'source=Remake':
    'remake|remakes|reboot|reboots|remade|rehash|reboots and remakes|a remake|remade films|rehashes|reimagining',
  'source=Based on Folk Tale/Legend/Fairytale':
    'fairy tale|fairytale|fairy tales|fairytales|folk tale|fairy tale adaptation|based on a fairy tale|fairytale adaptation|folktales|folk tale based|brothers grimm|grimm|from a fairy tale|folktale|cinderella story|arabian nights',
  'source=Based on Musical/Opera':
    'stage musical|based on a musical|broadway adaptation|based on a stage musical|broadway|west end musical|musical adaptation|broadway show|from a stage musical|adapted musical|based on an opera|west end show|opera turned into a movie|adapted from an opera|from an opera|stage musicals',
  'source=Original Screenplay':
    'original story|original screenplay|original idea|original stories|original script|not based on anything|an original|wholly original|original screenplays|not an adaptation|original ideas|not based on a book',
  'source=Spin-Off': 'spin off|spinoff|spinoffs|spin offs',
  'series=Marvel Cinematic Universe':
    'marvel|mcu|avengers|marvel film|marvel cinematic universe|marvel films|marvel movies|marvel movie|marvel stuff',
  'series=James Bond': 'bond|007|james bond|bond film|bond movie|bond films|double o seven|bond movies|jamesbond',
  'series=DC Extended Universe':
    'dc|dceu|dc films|dc extended universe|dc movies|dc film|dc comics|dc universe|dc movie',
  'series=The Lord of the Rings': 'lotr|lord of the rings|middle earth',
  'series=Fast & Furious': 'fast and furious|fast and the furious|fast furious',
  'series=Universal Monsters': 'universal monsters|universal monster|universal horror',
  'form=animation;audience=adults': 'adult animation|adult animated|adult cartoon|adult cartoons',
  'form=animation':
    'animated|animation|animations|cartoon|cartoons|animated film|animated films|animated movie|animated movies|animated feature|animated features|cgi animation|computer animation|computer animated|hand drawn|toon|toons',
  '!form=animation': 'live action|real actors',
  'form=anime':
    'anime|animes|anime film|anime movie|japanese animation|japanese animated|japanese cartoon|japanese cartoons',
  'form=stop motion': 'stop motion|stopmotion|claymation|clay animation|plasticine|puppet animation',
  'form=live action and animation':
    'live action and animation|mix of live action and animation|part live action part animation|cartoon characters with real actors',
  'form=silent':
    'silent|silents|silent film|silent films|silent movie|silent movies|silent cinema|silent comedy shorts|silent picture|silent pictures',
  'form=black and white': 'black and white|black white|b w|bw|b and w|monochrome|in black and white',
  '!form=black and white': 'in colour|in color',
  'form=mockumentary': 'mockumentary|mockumentaries|fake documentary|fake documentaries|spoof documentary',
  'form=found footage': 'found footage|found footage film|found footage movie',
  'form=anthology': 'anthology|anthologies|anthology film|anthology films|portmanteau|portmanteau film|omnibus film',
  'studio=Pixar': 'pixar',
  'studio=Disney;form=animation':
    'disney animation|disney animated|animated disney|disney cartoon|disney cartoons|walt disney animation|disney princess|disney princesses|disney animations|disney animated classics',
  'studio=Disney': 'disney|disneys|walt disney|disney film|disney films|disney movie|disney movies|disney stuff',
  'studio=Studio Ghibli': 'ghibli|studio ghibli|ghiblis',
  'studio=DreamWorks Animation': 'dreamworks|dreamworks animation|dreamworks film|dreamworks movies',
  'studio=Illumination': 'illumination entertainment|illumination movies|illumination films',
  'studio=Aardman': 'aardman|aardman animations',
  'studio=Laika': 'laika|studio laika|laika studios',
  'studio=Blue Sky Studios': 'blue sky studios',
  'studio=Sony Pictures Animation': 'sony animation|sony animated|sony pictures animation',
  'studio=A24': 'a24|a 24|a24 film|a24 films|a24 movies|studio a24',
  'studio=Blumhouse': 'blumhouse|blumhouse productions',
  'studio=Hammer Films': 'hammer horror|hammer horrors|hammer films|hammer film|hammer studios',
  'studio=Ealing Studios': 'ealing|ealing studios',
  'studio=Ealing Studios;genre=Comedy': 'ealing comedy|ealing comedies',
  'studio=Shaw Brothers': 'shaw brothers|shaw bros',
  'studio=Merchant Ivory': 'merchant ivory',
  'studio=Netflix Originals':
    'netflix|netflix original|netflix originals|netflix film|netflix films|netflix movie|netflix movies|made by netflix',
  'studio=Apple Originals': 'apple tv|apple original|apple originals|apple tv plus|apple tv originals',
  'country=United Kingdom':
    'british|english|brit|uk|england|britain|scotland|welsh|wales|english film|britflick|brits|from the uk|brit flick|united kingdom',
  'country=United States':
    'american|hollywood|usa|from america|united states|made in hollywood|americans|from hollywood|the states|us film',
  'country=France': 'french|france|in french|french language|french speaking|nouvelle vague|french new wave',
  'country=South Korea': 'korean|korea|south korean|in korean|k drama|korean language|kdrama',
  'country=Japan': 'japanese|japan|in japanese|japanese language',
  'country=China': 'chinese|china|mainland china|mandarin|in mandarin|in chinese|mainland chinese|mandarin language',
  'country=Hong Kong': 'hong kong|cantonese|in cantonese|hong kong action',
  'country=India': 'indian|india|bollywood|hindi|tamil|in hindi|telugu|malayalam|tollywood|hindi language|bengali',
  'country=Germany': 'german|germany|in german|german language|german speaking',
  'country=Italy': 'italian|italy|in italian|italian language',
  'country=Spain': 'spanish|spain|in spanish|spanish language|spanish speaking',
  'country=Australia': 'australian|aussie|australia|ozploitation|down under|aussies|oz',
  'country=Canada': 'canadian|canada',
  'country=Ireland': 'irish',
  'country=Mexico': 'mexican|mexico',
  'country=Brazil': 'brazilian|brazil|portuguese language from brazil',
  'country=Argentina': 'argentinian|argentine|argentina|argentinean',
  'country=Sweden': 'swedish|sweden|in swedish|swedish language',
  'country=Denmark': 'danish|denmark|in danish|danish language|danes',
  'country=Norway': 'norwegian|norway|in norwegian|norwegian language',
  'country=Finland': 'finnish|finland|in finnish',
  'country=Iceland': 'icelandic|iceland',
  'country=Poland': 'polish|poland|in polish',
  'country=Russia': 'russian|in russian|russian language',
  'country=Soviet Union': 'soviet|soviet union|ussr|soviet era',
  'country=Turkey': 'turkish|turkey|in turkish',
  'country=Iran': 'iranian|iran|persian|farsi|in farsi',
  'country=Taiwan': 'taiwanese|taiwan',
  'country=Thailand': 'thai|thailand',
  'country=New Zealand': 'new zealand|kiwi|nz',
  'country=South Africa': 'south african|south africa',
  'country=Czechoslovakia': 'czechoslovak|czechoslovakian|czechoslovakia',
  'country=Czech Republic': 'czech|czech republic|in czech',
  'country=Hungary': 'hungarian|hungary',
  'country=Austria': 'austrian|austria',
  'country=Belgium': 'belgian|belgium',
  'country=Netherlands': 'dutch|netherlands|holland|in dutch',
  'country=Switzerland': 'swiss|switzerland',
  'country=Greece': 'greek|greece|in greek',
  'country=Romania': 'romanian|romania|romanian new wave',
  'country=Chile': 'chilean',
  'country=Colombia': 'colombian|colombia',
  'country=Cuba': 'cuban|cuba',
  'country=Peru': 'peruvian|peru',
  'country=Nigeria': 'nigerian|nollywood|nigeria',
  'country=Senegal': 'senegalese|senegal',
  'country=Egypt': 'egyptian|egypt',
  'country=Israel': 'israeli|israel|hebrew|in hebrew',
  'country=Lebanon': 'lebanese|lebanon',
  'country=Palestine': 'palestinian|palestine',
  'country=Indonesia': 'indonesian|indonesia',
  'country=Philippines': 'filipino|philippines|philippine|the philippines',
  'country=Vietnam': 'vietnamese',
  'country=Pakistan': 'pakistani|pakistan',
  'country=Yugoslavia': 'yugoslav|yugoslavian|yugoslavia',
  'country=Georgia': 'georgian',
  'country=Ukraine': 'ukrainian|ukraine',
  'country=Tunisia': 'tunisian|tunisia',
  'country=Morocco': 'moroccan|morocco',
  'country=Kenya': 'kenyan|kenya',
  'country=Bhutan': 'bhutanese|bhutan',
  'country=Mongolia': 'mongolian|mongolia',
  'country=Cambodia': 'cambodian|cambodia',
  'country=Singapore': 'singaporean|singapore',
  'country=Jamaica': 'jamaican|jamaica',
  'country=Kazakhstan': 'kazakh|kazakhstan',
  'country=Algeria': 'algerian|algeria',
  'country=Iraq': 'iraqi',
  'country=Syria': 'syrian',
  'country=Afghanistan': 'afghan|afghanistan',
  'country=Saudi Arabia': 'saudi|saudi arabian',
  'country=Bosnia and Herzegovina': 'bosnian|bosnia',
  'country=Estonia': 'estonian|estonia',
  'country=Uruguay': 'uruguayan|uruguay',
  'country=Sweden;country=Denmark;country=Norway': 'scandinavian|nordic|scandi|scandinavia|nordic noir|scandi noir',
  '!country=United States':
    'foreign|world cinema|foreign language|not american|foreign film|subtitled foreign|non american|non hollywood|international cinema|outside hollywood|not from hollywood|outside of hollywood|foreign films|international|made outside america|foreign movies|foreign language film|anywhere but hollywood|not hollywood',
  // Comparisons in one word.
  'less mood=dark':
    'lighter|less serious|less heavy|lighter side|lighten the mood|lighten up|lighten it up|lighten things up|less dark',
  'more mood=dark': 'darker|go darker|moodier and darker',
  'more mood=funny': 'funnier',
  'more mood=sad': 'sadder',
  'more mood=scary': 'scarier|more horror|more scares',
  'more mood=quirky':
    'weirder|odder|quirkier|more unusual|make it stranger|stranger and|stranger but|and stranger|stranger please',
  'more mood=gentle': 'gentler|softer|calmer|quieter|more chilled|mellower',
  'more mood=feel-good': 'happier|cheerier|sunnier|cheerfuller|more cheerful|jollier|brighter',
  'more mood=thought-provoking': 'smarter|deeper|cleverer|more serious|brainier|more intelligent|more depth',
  'more mood=heartwarming': 'warmer|sweeter|more heart|more tender',
  'more mood=cozy': 'cosier|cozier',
  'more mood=tense': 'tenser|more tension',
  'more mood=gritty': 'grittier|rawer|tougher',
  'more mood=eerie': 'creepier|spookier|eerier',
  'more mood=witty': 'wittier|sharper|drier',
  'more mood=bleak': 'bleaker|grimmer|gloomier',
  'more mood=raunchy': 'raunchier|sexier|ruder|dirtier|naughtier|cruder|filthier|steamier',
  'more mood=charming': 'cuter',
  'more mood=playful': 'more fun|funner',
  'more mood=energetic': 'wilder|crazier|more energy',
  'more mood=dreamy': 'dreamier|trippier|more surreal',
  'more mood=moody': 'moodier',
  'more mood=sentimental': 'cheesier|soppier|sappier|cornier',
  'more mood=epic': 'bigger|more epic|grander|go bigger',
  'more mood=romantic': 'more romantic|more love',
  'more mood=goofy': 'sillier|dafter|stupider|dumber|goofier',
  'more mood=heartbreaking': 'weepier',
  'more mood=exhilarating': 'more exciting|more thrills|more excitement|punchier thrills',
  'more caution=gore': 'bloodier|gorier|messier',
  'more caution=violence': 'more violent|nastier violence',
  'less caution=violence': 'tamer',
  'more pace=fast': 'faster|quicker paced|pacier|snappier|speed it up|pick up the pace|speedier|livelier',
  'more pace=slow': 'slower|slow it down|slow things down',
  'less pace=slow': 'less draggy',
  'more fame':
    'famous|popular|well known|blockbuster|mainstream|everybody knows|blockbusters|crowd pleaser|everyone knows|crowd pleasing|box office hit|big hits|big hit|iconic|household names|that everyone has seen|crowd pleasers|everyone has seen|everyone talks about|box office hits|bestknown|best known|everybody has seen|a hit|everyone has heard of|everyones heard of|everybodys seen|big budget|people have heard of|popular ones|ive heard of|commercial|famous ones|well loved by everyone|everyones seen|most watched|trending|everybody talks about|everyone raves about|talked about|big name|mega hit|better known|more famous|more mainstream|more popular|most popular|most famous|smash hit|known by everyone|popcorn blockbuster|hyped|universally known|widely seen',
  'less fame':
    'hidden gem|hidden gems|obscure|little known|underrated|overlooked|underseen|cult|cult classic|cult classics|lesser known|under the radar|nobody knows|cult film|art house|unsung|no one has seen|nobody has heard of|no one knows|undiscovered|deep cut|deep cuts|off the beaten track|nobodys heard of|no ones heard of|nobodys seen|forgotten gems|less mainstream|less famous|less known|less obvious|niche|never heard of|unknown|i wont have heard of|most people havent seen|nobody has seen|no one talks about|underappreciated|unknown films|nobody talks about|people have missed|few people have seen|not many people know|less well known|less popular|off the radar|i havent heard of|flew under the radar|slept on|cult favourites|more obscure|underdog film|cult movie|cult movies|cult films|sleeper hit|sleeper|sleeper hits|independent|rare|rarely seen|noone knows|best kept secret|gems|uncommon|hardly anyone has seen|hardly anyone knows|no one has heard of|criminally underrated|that slipped through the cracks|that passed everyone by|neglected|unheard of',
  'more acclaim':
    'good|great|best|masterpiece|masterpieces|acclaimed|must see|top rated|must sees|critically acclaimed|highly rated|amazing|excellent|brilliant|all time great|all time greats|finest|greatest|best ever|well reviewed|five star|best of all time|greatest ever|essential|quality|well made|outstanding|superb|better|fantastic|top notch|loved by critics|well rated|cream of the crop|critics favourites|critics darling|incredible|proper good|great reviews|decent|all time best|best rated|really good|highest rated|high quality|critics love|awesome|beloved|critics loved|critically praised|worth watching|well regarded|prestige|classy|flawless|good quality|unmissable|fabulous|first rate|magnificent|top tier|terrific|worth my time|most acclaimed|cracking|favourites of critics|genuinely good|well crafted|best reviewed|praised|rated highly|solid|hall of fame|stunning|proper classic|a cracker|highly recommended|great ones|cinematic masterpiece|finest hour|10 out of 10|ace|everyone should see|everybody should see|should see before i die|top 5|top 10|top ten|top 20|top 25|top 50|top 100|top 250|top films|top movies',
  'less acclaim':
    'bad|so bad its good|trashy|so bad it is good|awful|trash|b movie|b movies|crap|rubbish|worst|schlock|so bad theyre good|z movie|guilty pleasure|schlocky|crappy|low brow|bad movies|guilty pleasures|hate watch|cheap and nasty|badly acted|badly made|worst ever|flop|flops|bargain bin|lousy|lowbrow|garbage|poorly rated|laughably bad|hate watching|bad movie night|pulpy|turkeys|grindhouse',
};

/** Phrases that hold a word of a wish and are none. */
const NO_MEANING =
  'my brain is fried|brain is fried|brain dead|braindead|any ideas|any idea|any suggestions|double bill|double feature|broke up|broke up with|broken up|break up with|surprise my wife|surprise my husband|surprise my girlfriend|surprise my boyfriend|surprise my mum|surprise my mother|breaks the law|breaking the law|silent night|family name|dead funny|big brother|not bad|bad day|sort of like|loan sharks|mind you|no kidding|new york|family guy|feel like|what kind|kind of film|not sure|in the mood|i mean|play it|no idea|a lot of fun facts|all time|on netflix|on apple tv|on disney plus|disney plus|netflix and chill|strong silent type|silent treatment|of all time|good for|good evening|good morning|good night|one more time|first time|last time|every time|main character|best friend forever|at best|a good time|how long|long time|so good|on top|dark matter|as well|heart of|like this|like that|or something|or so|i dont know|dont know|you know|well anyway|happy to|sorry but|kind of|fine with|light of day|short on time|work of|works for|for work|after work|hard work|day at work|long day at work|hard day at work|home from work|long day|watch party tonight|best for|great for|perfect for|suitable for|good with|light bulb|cold war|mothers day|fathers day|thanksgiving film|thanksgiving movie|easter film|easter movie|best picture|best actor|best actress|best director|best supporting|in english|dialogue heavy|id love|would love|wed love|we saw|boy meets girl|indie|indies';

/** Said of when a story plays. */
const SETTINGS: Record<string, string> = {
  'era=prehistory': 'prehistory|prehistoric|prehistoric times|stone age|ice age|caveman times|cavemen|dinosaur times',
  'era=antiquity':
    'antiquity|ancient rome|ancient greece|ancient egypt|roman times|roman empire|rome|the roman empire|ancient times|ancient world|biblical times|troy|sparta|gladiators|classical antiquity|pharaohs|roman|ancient|bc|the bible|egypt of the pharaohs|ancient roman|ancient greek',
  'era=middle ages':
    'knights|knights and castles|medieval knights|middle ages|medieval|medieval times|knights|dark ages|medieval europe|crusades|viking age|viking times|the crusades|medieval era|the plague years|arthurian times|feudal japan|castles and knights|knights and castles|medieval england|feudal|viking era',
  'era=16th to 18th century':
    '16th century|17th century|18th century|1600s|1700s|1500s|elizabethan|tudor|french revolution|georgian|renaissance|tudor times|elizabethan times|elizabethan england|age of sail|tudor england|tudors|american revolution|seventeen hundreds|restoration|versailles|samurai era|golden age of piracy|georgian england|georgian times|seventeenth century|eighteenth century|sixteenth century|age of discovery|salem witch trials',
  'era=19th century':
    '19th century|1800s|victorian|victorian times|civil war era|victorian england|victorian london|regency|regency england|wild west|old west|napoleonic wars|nineteenth century|american civil war|victorian era|regency era|the civil war|regency times|napoleonic|gold rush days|eighteen hundreds|victorian age|the old west|dickensian|jane austen times|regency period|wild west era|the wild west|gaslight london|1860s|1870s|1880s|1890s|1850s|napoleonic times|frontier times',
  'era=1900s to 1930s':
    '1900s to 1930s|1920s|1930s|great depression|roaring twenties|twenties|thirties|20s|30s|prohibition|prohibition era|jazz age|depression era|1910s|world war one|first world war|ww1|wwi|the depression|interwar|edwardian|edwardian england|edwardian times|belle epoque|weimar|weimar berlin|the jazz age|prohibition chicago|great war|1900s|1932|world war 1|between the wars|weimar era|between the world wars|trenches of world war one|prohibition times|roaring 20s|weimar germany|edwardian era|turn of the century',
  'era=world war two':
    'world war two|ww2|wwii|second world war|world war 2|world war ii|d day|the blitz|nazi germany|occupied france|blitz|nazi occupation|war torn europe|2nd world war|nazi era|third reich|occupied paris|the second world war|dunkirk',
  'era=1940s and 1950s':
    '1940s|1950s|40s|50s|forties|fifties|1940s and 1950s|postwar|post war|mccarthy era|1950s america|fifties america|postwar britain|post war years|postwar years|post war britain|post war japan|postwar europe|mccarthyism|post war europe',
  'era=1960s':
    '1960s|60s|sixties|swinging sixties|swinging london|the swinging sixties|summer of love|sixties london|woodstock|hippie era',
  'era=1970s': '1970s|70s|seventies|disco era|seventies new york|disco days|disco years',
  'era=1980s':
    '1980s|80s|eighties|thatchers britain|thatcher era|reagan era|reagan years|thatcher years|eighties britain',
  'era=1990s': '1990s|90s|nineties',
  'era=2000s': '2000s|noughties|naughties|early 2000s|aughts|y2k era|00s',
  'era=2010s': '2010s|tens',
  'era=2020s': '2020s|covid times|lockdown|present day|the pandemic|the present day|covid|pandemic times|today|present',
  'era=near future':
    'near future|not too distant future|the near future|not so distant future|tomorrow|a few years from now|not far off future|not far future|close future',
  'era=far future':
    'far future|distant future|the distant future|thousands of years from now|thousands of years in the future|centuries from now|far off future|centuries in the future|far flung future|hundreds of years from now|hundreds of years in the future|23rd century|space age future|light years from now',
  'era=near future;era=far future':
    'future|the future|futuristic|futuristic world|futuristic city|futuristic cities|future world|tomorrows world|futuristic setting|a futuristic world',
  'era=timeless':
    'timeless|no particular time|outside of time|once upon a time|a timeless world|timeless place|no time in particular',
};
/** Settings that are said without "set in". */
const BARE_SETTINGS =
  'knights|knights and castles|medieval knights|prehistoric|prehistory|stone age|caveman times|cavemen|antiquity|ancient rome|ancient greece|ancient egypt|roman empire|roman times|ancient times|ancient world|middle ages|medieval|medieval times|dark ages|crusades|viking age|ww2|wwii|world war two|second world war|world war 2|world war ii|d day|victorian|victorian times|victorian england|victorian london|regency|wild west|old west|19th century|nineteenth century|napoleonic wars|roaring twenties|great depression|prohibition|prohibition era|jazz age|edwardian|1800s|1700s|1600s|18th century|17th century|16th century|elizabethan|tudor|renaissance|french revolution|american civil war|civil war era|near future|far future|distant future|future|the future|futuristic|georgian england|swinging sixties|swinging london|feudal japan|victorian era|regency england|tudor times|interwar|postwar|the blitz|biblical times|roman|medieval europe|tudor england|disco era|depression era|nazi germany|not too distant future|timeless';

/** What these words mean where they are not wanted. */
const UNWANTED: Record<string, string> = {
  'caution=drugs': 'drugs',
  'caution=grief': 'death|deaths|dying|die|dies|dead|babies dying|people dying',
  'caution=violence': 'killing|killings|guns|shooting|war scenes',
};

/** What these words mean directly before a genre, a theme, a source. */
const ATTRIBUTES: FilmWords['attributes'] = [
  [['family'], ['audience=family'], ['genre', 'theme', 'source']],
  [['kids'], ['audience=kids'], ['genre', 'theme', 'source']],
  [['cult'], ['less fame'], ['genre']],
  [['office'], ['theme=work'], ['genre']],
  [['true'], ['source=Based on Real Life Events'], ['theme']],
];

/** Phrases by meaning, as a language file has them (src/formats/language-file.ts); meanings by the rubric's kinds. */
export interface FilmWords {
  phrases: PhraseList;
  /** Said of when a story plays. */
  settings: PhraseList;
  unwanted: PhraseList;
  attributes: [phrases: string[], meanings: string[], before: string[]][];
}

type PhraseList = [phrases: string[], meanings: string[]][];

export function filmWords(): FilmWords {
  const settings = spread(SETTINGS);
  const bare = new Set(BARE_SETTINGS.split('|'));
  const bareOnly = settings.map(([phrases, meanings]) => [phrases.filter((phrase) => bare.has(phrase)), meanings]);
  const nothing: PhraseList = [[NO_MEANING.split('|'), []]];
  return {
    phrases: [
      ...spread(askedWords()),
      ...nothing,
      ...(bareOnly as PhraseList).filter(([phrases]) => phrases.length > 0),
      ...spread(WORDS),
      ...readSlang(),
    ],
    settings,
    unwanted: spread(UNWANTED),
    attributes: ATTRIBUTES,
  };
}

function spread(words: Record<string, string>): PhraseList {
  return Object.entries(words)
    .filter(([, list]) => list !== '')
    .map(([meanings, list]) => [list.split('|').filter(Boolean), meanings.split(';')]);
}
