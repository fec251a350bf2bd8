// Sets CSS properties, mostly custom ones, on an element from a template. Through the object model and not through a style attribute,
// which a strict Content-Security-Policy forbids.
import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

class CssVars extends Directive {
  override update(part: ElementPart, [values]: [Record<string, string>]) {
    const { style } = part.element as HTMLElement | SVGElement;
    for (const [name, value] of Object.entries(values)) style.setProperty(name, value);
    return noChange;
  }

  render(_values: Record<string, string>) {
    return noChange;
  }
}

/** `html`<div ${cssVars({ '--tint': '#123456' })}></div>`` */
export const cssVars = directive(CssVars);
