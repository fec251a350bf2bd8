// Types of the module that the plugin of `privet/vite` gives to pages: `/// <reference types="privet/vite-client" />`.
declare module 'virtual:privet' {
  import type { Privet, PrivetOptions } from 'privet';

  /** Where the bundle is: for elements (`src`) and whatever else takes its address. */
  export const bundleUrl: string;
  /**
   * Subresource Integrity metadata of the bundle's manifest, for elements (`integrity`) and the options of a provider;
   * undefined in `vite dev`, where the bundle changes below the page, and in code for a server.
   */
  export const integrity: string | undefined;
  /** Opens the site's bundle, as `openPrivet` of `privet` does. `vite dev` keeps no files of it (`keepFiles`). */
  export function openPrivet(options?: PrivetOptions): Promise<Privet>;
}
