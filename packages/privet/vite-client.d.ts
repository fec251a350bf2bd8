// Types of the module that the plugin of `privet/vite` gives to pages: `/// <reference types="privet/vite-client" />`.
declare module 'virtual:privet' {
  import type { Privet, PrivetOptions } from 'privet';

  /** Where the bundle is: for elements (`src`) and whatever else takes its address. */
  export const bundleUrl: string;
  /** Opens the site's bundle, as `openPrivet` of `privet` does. `vite dev` keeps no files of it (`keepFiles`). */
  export function openPrivet(options?: PrivetOptions): Promise<Privet>;
}
