// What the app says about working without a network and about newer versions, as one plain value. Changed by offline.ts alone.

export interface OfflineState {
  /**
   * `preparing`: files are still on their way; `ready`: the page opens and works without a network; `failed`: it does not yet, and
   * the next visit tries again; `impossible`: this browser or this address stores nothing for that.
   */
  phase: 'preparing' | 'ready' | 'failed' | 'impossible';
  /** Why, where it failed or is impossible. */
  reason: string;
  /** Search by meaning works too. */
  hasSearch: boolean;
  /** It has just become ready, for the first time on this device. */
  isNews: boolean;
  /** `unreachable`: the host did not answer; `unfinished`: its new version did not come whole. */
  version: 'unknown' | 'checking' | 'newest' | 'waiting' | 'unreachable' | 'unfinished';
  /** The person chose to go on with the version that they have. */
  isPutOff: boolean;
  /** A reload into the new version has begun. */
  isReloading: boolean;
}

export const INITIAL_OFFLINE_STATE: OfflineState = {
  phase: 'preparing',
  reason: '',
  hasSearch: false,
  isNews: false,
  version: 'unknown',
  isPutOff: false,
  isReloading: false,
};
