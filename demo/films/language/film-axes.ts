// Where a comparative leads: what is more there than here, and what less. "Lighter" is not only without the mood that is called
// dark; it is with fewer of all that weighs on one, and more of what cheers.

const DARK =
  'mood=dark mood=bleak mood=violent mood=chilling mood=gritty mood=unsettling mood=cynical mood=scary mood=tense mood=eerie mood=claustrophobic cautions=violence cautions=gore';
const LIGHT =
  'mood=feel-good mood=funny mood=playful mood=charming mood=heartwarming mood=goofy mood=gentle mood=whimsical mood=cozy mood=uplifting mood=witty';
const SAD = 'mood=sad mood=heartbreaking mood=melancholic mood=bleak mood=bittersweet mood=lonely cautions=grief';
const FUNNY = 'mood=funny mood=goofy mood=witty mood=playful mood=raunchy mood=satirical';
const HAPPY =
  'mood=feel-good mood=uplifting mood=heartwarming mood=charming mood=funny mood=playful mood=hopeful mood=exhilarating';
const SCARY = 'mood=scary mood=chilling mood=eerie mood=unsettling cautions=gore';
const CALM = 'mood=gentle mood=cozy mood=charming mood=heartwarming mood=dreamy mood=intimate';
const THRILLING = 'mood=exhilarating mood=energetic mood=suspenseful mood=tense mood=epic';
const WEIRD = 'mood=quirky mood=dreamy mood=whimsical mood=provocative mood=unsettling mood=mysterious';
const USUAL = 'mood=sentimental mood=heartwarming mood=feel-good mood=romantic mood=uplifting mood=exhilarating';
const ROUGH = 'mood=violent mood=gritty mood=dark mood=tense mood=scary cautions=violence cautions=gore';
const CLEVER = 'mood=thought-provoking mood=provocative mood=witty mood=satirical mood=mysterious';
const SILLY = 'mood=goofy mood=raunchy mood=sentimental';

/** Meaning -> what goes with more of it, and what against; `_` stands for a space within a value. */
const AXES: Record<string, readonly [string, string]> = {
  'mood=dark': [DARK, LIGHT],
  'mood=bleak': [`${SAD} mood=dark`, HAPPY],
  'mood=sad': [SAD, HAPPY],
  'mood=heartbreaking': [SAD, FUNNY],
  'mood=funny': [FUNNY, `${SAD} mood=tense mood=scary`],
  'mood=feel-good': [HAPPY, `${SAD} mood=dark mood=violent mood=unsettling`],
  'mood=scary': [SCARY, `${CALM} mood=feel-good mood=funny`],
  'mood=eerie': [SCARY, `${CALM} mood=feel-good mood=funny`],
  'mood=gentle': [CALM, `${ROUGH} mood=exhilarating`],
  'mood=cozy': [CALM, `${ROUGH} mood=unsettling`],
  'mood=heartwarming': [
    'mood=heartwarming mood=charming mood=feel-good mood=hopeful mood=sentimental',
    `${ROUGH} mood=cynical mood=bleak`,
  ],
  'mood=tense': [THRILLING, `${CALM} mood=goofy`],
  'mood=exhilarating': [THRILLING, `${CALM} mood=melancholic`],
  'mood=energetic': [THRILLING, `${CALM} mood=melancholic`],
  'mood=gritty': [ROUGH, `${LIGHT}`],
  'mood=quirky': [WEIRD, USUAL],
  'mood=dreamy': [WEIRD, `${THRILLING} mood=gritty`],
  'mood=thought-provoking': [CLEVER, SILLY],
  'mood=goofy': [`${FUNNY}`, `${CLEVER} ${SAD}`],
  'mood=romantic': [
    'mood=romantic mood=sentimental mood=intimate genre=Romantic_Comedy theme=first_love theme=love_triangle theme=opposites_attract theme=weddings',
    ROUGH,
  ],
  'theme=crime': [
    'theme=gangsters theme=police theme=murder theme=heist theme=serial_killer theme=con_artists theme=hitmen theme=drugs theme=kidnapping',
    'mood=cozy mood=whimsical',
  ],
  'mood=epic': ['mood=epic mood=exhilarating', 'mood=intimate mood=quirky mood=gentle'],
  'pace=slow': ['mood=gentle mood=intimate mood=dreamy mood=melancholic', 'pace=fast mood=energetic mood=exhilarating'],
  'pace=fast': ['mood=energetic mood=exhilarating mood=tense', 'pace=slow mood=gentle mood=melancholic'],
  'cautions=violence': ['cautions=gore mood=violent mood=gritty', 'mood=gentle mood=charming mood=heartwarming'],
  'cautions=gore': ['cautions=violence mood=violent mood=scary', 'mood=gentle mood=charming'],
};

export function filmAxes(): Record<string, { with: string[]; against: string[] }> {
  const list = (texts: string) => [...new Set(texts.split(' '))].map((meaning) => meaning.replaceAll('_', ' '));
  return Object.fromEntries(
    Object.entries(AXES).map(([meaning, [up, down]]) => [meaning, { with: list(up), against: list(down) }]),
  );
}
