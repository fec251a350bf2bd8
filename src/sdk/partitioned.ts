// Whether what this page keeps is kept apart: browsers give a frame in a page of another site a storage of its own for that
// pair of sites. A browser does not say so, and which sites are one stands in a list that no page has; so it is said where it
// is certain, and only there.
import type { EngineStatus } from '../engine/base/status-api.ts';

/** @param ancestorOrigins  of all pages around this one, where the browser tells them */
export function isInOtherSite(ownOrigin: string, ancestorOrigins: ArrayLike<string>): boolean {
  return Array.from(ancestorOrigins).some((origin) => !mayBeOneSite(ownOrigin, origin));
}

/** A site is a scheme and a name below a public suffix, or a host of one label: names of one site end alike. */
function mayBeOneSite(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const [a, b] = [new URL(one), new URL(other)];
  return a.protocol === b.protocol && endOf(a.hostname) === endOf(b.hostname);
}

/** `shop.example` of `a.shop.example`. */
function endOf(hostname: string): string {
  return hostname.split('.').slice(-2).join('.');
}

/** The status as the page tells it: the worker cannot see what is around the page. */
export function withPartition(status: EngineStatus): EngineStatus {
  const { origin, ancestorOrigins = [] } = location;
  const isApart = status.storage === 'indexeddb' && isInOtherSite(origin, ancestorOrigins);
  return isApart ? { ...status, storage: 'partitioned' } : status;
}
