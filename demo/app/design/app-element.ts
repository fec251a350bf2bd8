// What the elements of the app have in common: a tree of their own, and in it the shared styles before the element's.
import { type CSSResultGroup, type CSSResultOrNative, LitElement } from 'lit';
import { sharedStyles } from './shared-styles.ts';

export class AppElement extends LitElement {
  protected static override finalizeStyles(styles: CSSResultGroup = []): CSSResultOrNative[] {
    return LitElement.finalizeStyles([sharedStyles, styles]);
  }
}
