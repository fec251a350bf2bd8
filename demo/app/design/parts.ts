// What rules are made of: declarations that belong together, each named once, for the styles of any element. A number is
// a step of the scale of spaces, a name one of the tokens (tokens.css). `${row(3)}` in a rule stands for its declarations.
import { type CSSResult, css, unsafeCSS } from 'lit';

type Radius = 's' | 'm' | 'l' | 'round';
export type Voice = 'leaf' | 'clay' | 'dusk' | 'ink';
type Ground = 'surface' | 'paper' | 'sunken' | 'leaf-wash' | 'clay-wash';

/** A token by its name. */
export const token = (name: string) => unsafeCSS(`var(--${name})`);
const spaces = (steps: readonly number[]) =>
  unsafeCSS(steps.map((step) => (step ? `var(--space-${step})` : 0)).join(' '));
const gapOf = (steps: readonly number[]) => (steps.length > 0 ? css`gap: ${spaces(steps)};` : css``);

/** Side by side, centred on one line. @param gap  between them; or between lines and in one */
export const row = (...gap: number[]): CSSResult => css`display: flex; align-items: center; ${gapOf(gap)}`;
/** The same, in as many lines as it takes. */
export const wrap = (...gap: number[]): CSSResult => css`${row(...gap)} flex-wrap: wrap;`;
/** Side by side, each as high as the line. */
export const line = (...gap: number[]): CSSResult => css`display: flex; ${gapOf(gap)}`;
/** The same, in as many lines as it takes. */
export const lines = (...gap: number[]): CSSResult => css`${line(...gap)} flex-wrap: wrap;`;
/** A row within a line of text. */
export const inlineRow = (...gap: number[]): CSSResult => css`display: inline-flex; align-items: center; ${gapOf(gap)}`;
/** One below the other, or in columns. */
export const stack = (...gap: number[]): CSSResult => css`display: grid; ${gapOf(gap)}`;
/** One thing in the middle. */
export const middle: CSSResult = css`display: grid; place-items: center;`;

/** Words that stand back, and words that stand out in small. */
export const soft: CSSResult = css`color: var(--ink-soft); font-size: var(--text-s);`;
export const strong: CSSResult = css`font-size: var(--text-s); font-weight: 600;`;
/** The heading of a part. */
export const smallTitle: CSSResult = css`font: 600 var(--text-l) / 1.3 var(--font-display);`;
/** At most so many lines of words. */
export const clamp = (most: number): CSSResult =>
  css`display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: ${most}; overflow: hidden;`;
/** For screen readers alone. */
export const unseen: CSSResult = css`position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);`;

/** Round corners. @param padding  as CSS has it: of all sides, or of two or three or four; none is left as it is */
export const round = (radius: Radius, ...padding: number[]): CSSResult =>
  css`border-radius: ${token(`radius-${radius}`)}; ${padding.length > 0 ? css`padding: ${spaces(padding)};` : css``}`;
/** A ground of its own with round corners. */
export const ground = (colour: Ground, radius: Radius, ...padding: number[]): CSSResult =>
  css`${round(radius, ...padding)} background: ${token(colour)};`;
/** The same behind a line. */
export const card = (radius: Radius, ...padding: number[]): CSSResult =>
  css`border: 1px solid var(--line); ${ground('surface', radius, ...padding)}`;
/** A line across the page that tells something. */
export const banner = (colour: Ground): CSSResult =>
  css`${row(3)} margin-bottom: var(--space-3); ${ground(colour, 'm', 2, 2, 2, 4)} font-size: var(--text-s);`;
/** A sheet above the page. */
export const raised = (colour: Ground, radius: Radius, ...padding: number[]): CSSResult =>
  css`border: 1px solid var(--line); box-shadow: var(--shadow-raised); ${ground(colour, radius, ...padding)}`;

/** What leaf, clay and dusk say: on a wash of it, or filled with it. */
export const tint = (voice: Exclude<Voice, 'ink'>): CSSResult =>
  css`background: ${token(`${voice}-wash`)}; color: ${token(voice)};`;
export const filled = (voice: Exclude<Voice, 'dusk'>): CSSResult =>
  css`background: ${token(voice)}; color: ${token(`on-${voice}`)};`;

/** Takes what room there is. */
export const grow: CSSResult = css`flex: 1; min-width: 0;`;

/** A link whose words need no line, because a picture stands above them. */
export const posterLink: CSSResult = css`border-radius: var(--radius-s); text-decoration: none;`;
/** Words to press in the colour of yes. */
export const leafLink: CSSResult = css`color: var(--leaf); text-decoration: underline; text-underline-offset: 0.2em;`;
/** A button without a look. */
export const bare: CSSResult = css`padding: 0; border: 0; background: none;`;
/** A button of one icon. */
export const iconOnly: CSSResult = css`width: var(--tap-target); padding: 0;`;
/** A pill that is small for a mouse, and large enough for a finger. */
export const pill: CSSResult = css`min-height: max(2.25rem, var(--finger)); padding: 0 var(--space-3);`;
/** A row that scrolls sideways and shows no bar. */
export const sideways: CSSResult = css`overflow: auto hidden; scrollbar-width: none;`;
export const size = (width: string, height = width): CSSResult =>
  css`width: ${unsafeCSS(width)}; height: ${unsafeCSS(height)};`;
/** As wide as a page may be, in its middle. */
export const pageWide: CSSResult = css`max-width: var(--page-width); margin: 0 auto;`;
