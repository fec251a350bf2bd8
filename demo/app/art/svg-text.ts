// Writes a template of Lit out as text, in Node: for what the build writes into the page, and for tests. Attributes are
// unquoted in templates, so quotes are put around each value.
import type { SVGTemplateResult } from 'lit';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function svgText(value: unknown): string {
  if (Array.isArray(value)) return value.map(svgText).join('');
  if (value === null || typeof value !== 'object' || !('strings' in value)) return escaped(String(value ?? ''));
  const { strings, values } = value as SVGTemplateResult;
  return strings.reduce((text, part, i) => {
    const isAttribute = text.endsWith('=');
    const before = svgText(values[i - 1]);
    return text + (isAttribute ? `"${before}"` : before) + part;
  });
}
