// The frame of the benchmark's pictures: an SVG file with a title and all its figures in words. It stands in a page
// that may be light or dark, so it brings its own background.

import type { Content } from '../../src/pipeline/report/markup.ts';
import { type Attributes, element, text } from '../../src/pipeline/report/svg.ts';

export const COLORS = {
  background: '#ffffff',
  text: '#1c2430',
  muted: '#5b6675',
  grid: '#dde2e9',
  ours: '#1f6f54',
  peer: '#7b8794',
  pale: '#aab3bf',
  mark: '#9f3d24',
};

export interface Frame {
  width: number;
  height: number;
  /** px */
  fontSize: number;
  title: string;
  /** Where its baseline is, px from the top. */
  titleY: number;
  /** The figures, for those who don't see the picture. */
  description: string;
}

/** @returns the file */
export function picture(frame: Frame, ...content: Content[]): string {
  const { width, height, fontSize, title, titleY, description } = frame;
  const svg: Attributes = {
    ...{ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, role: 'img' },
    ...{ 'aria-labelledby': 'title desc', 'font-family': 'system-ui, sans-serif', 'font-size': fontSize },
    fill: COLORS.text,
  };
  const whole = element(
    'svg',
    svg,
    element('title', { id: 'title' }, title),
    element('desc', { id: 'desc' }, description),
    element('rect', { width, height, rx: 8, fill: COLORS.background }),
    text(16, titleY, title, { 'font-size': 16, ...BOLD }),
    content,
  );
  return `${whole.text}\n`;
}

export const BOLD = { 'font-weight': 600 };
