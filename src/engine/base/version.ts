/** The version of this code, as in package.json: what was measured with another one is measured again. */
export const ENGINE_VERSION = '0.1.0';
