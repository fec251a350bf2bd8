// Words of shops that mean the same to a shopper, British and American among them. A group's words stand for one another
// where the catalog has one of them: "sofa" for a shop of couches. Written by hand; singular, lower case.

const GROUPS = `
sofa|couch|settee
torch|flashlight|flash light
trainer|sneaker|running shoe|gym shoe|sports shoe|tennis shoe
jumper|pullover|sweater|jersey
rucksack|backpack|back pack|daypack|knapsack|bagpack
welly|wellington|wellington boot|rubber boot|gumboot|rain boot
trouser|pant|slack
t-shirt|tee shirt|tshirt|tee
waistcoat|vest|gilet
bum bag|fanny pack|waist pack|belt bag|hip pack
sleeping mat|sleeping pad|camping mat
flask|thermos|vacuum flask|insulated bottle
raincoat|rain jacket|rain coat|mac|waterproof jacket
beanie|woolly hat|knit hat
swimsuit|bathing suit|swimming costume
dressing gown|bathrobe|robe
pyjama|pajama|nightwear
nappy|diaper
pram|stroller|pushchair|baby carriage
cot|crib
dummy|pacifier
tap|faucet
spanner|wrench
secateur|pruner|pruning shear|hand pruner
hosepipe|garden hose|hose
wall plug|rawl plug|rawlplug|wall anchor
frying pan|skillet|fry pan
saucepan|sauce pan
hob|cooktop|stove top
cooker|stove
bulb|light bulb|lightbulb
lamp|light
bin|trash can|garbage can|waste bin|dustbin
rubbish|trash|garbage
cutlery|flatware|silverware
tea towel|dish towel
cushion|throw pillow
duvet|comforter|quilt
curtain|drape
rug|carpet
cupboard|cabinet|closet
wardrobe|closet
chest of drawers|dresser
mobile phone|cell phone|cellphone|smartphone
mobile|cell
hoover|vacuum|vacuum cleaner
spade|shovel
lawnmower|lawn mower|mower
galvanised|galvanized
aluminium|aluminum
colour|color
grey|gray
jewellery|jewelry
tyre|tire
plaster|band aid|bandage
petrol|gas
drill|power drill
screwdriver|screw driver
sticky tape|scotch tape|adhesive tape
biscuit|cookie
crisp|chip
sweet|candy
aubergine|eggplant
courgette|zucchini
whodunit|detective|crime|mystery|murder mystery
sci-fi|science fiction|scifi|sf
cookbook|cookery|cooking|recipe book|cookery book|cook book
autobiography|memoir|biography
fiction|novel
young adult|teen|teen fiction|ya
love story|romance|romantic novel
ghost story|scary story|horror|horror story
woodworking|carpentry|woodwork|joinery
knitting book|knitting
picture book|picturebook
hardback|hardcover
paperback|softcover|soft cover
children|kid|child
travel guide|guidebook|guide
audiobook|audio book
man|men|male|mens
woman|women|female|womens|lady|ladies
`;

/** Each group as phrases, words parted by spaces. */
export const SYNONYMS: readonly (readonly string[])[] = GROUPS.trim()
  .split('\n')
  .map((line) => line.split('|'));
