// The map's colours and letters, read from the tokens as they are right now (light or dark): a canvas knows no custom
// properties.
import type { Colour } from './colour-field.ts';

const REGIONS = 10;

export type MapTheme = ReturnType<typeof readTheme>;

/** @param probe  an element of the page; its colour is changed and put back */
export function readTheme(probe: HTMLElement) {
  const style = getComputedStyle(probe);
  const colour = (token: string): string => {
    probe.style.setProperty('color', `var(${token})`);
    return style.color;
  };
  const theme = {
    regions: Array.from({ length: REGIONS }, (_, i) => parseColour(colour(`--map-${i + 1}`))),
    paper: colour('--surface'),
    paperColour: parseColour(colour('--surface')),
    ink: colour('--ink'),
    inkSoft: colour('--ink-soft'),
    leaf: colour('--leaf'),
    clay: colour('--clay'),
    dusk: colour('--dusk'),
    spark: colour('--map-spark'),
    focus: colour('--focus'),
    textFont: style.getPropertyValue('--font-text'),
    displayFont: style.getPropertyValue('--font-display'),
    /** 0 for people who asked for less motion: the tokens say so. */
    motionMs: Number.parseFloat(style.getPropertyValue('--motion-settle')) || 0,
  };
  probe.style.removeProperty('color');
  return theme;
}

/** `rgb(12, 34, 56)`, as a computed style tells colours. */
export function parseColour(text: string): Colour {
  const [red = 0, green = 0, blue = 0] = text.match(/[\d.]+/g)?.map(Number) ?? [];
  return [red, green, blue];
}
