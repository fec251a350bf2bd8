// An erasure reaches every open tab: what each of them holds for itself is no event, and only the tab can let go of it.

let channel: BroadcastChannel | undefined;

/** @param forget  another tab erased everything */
export function followErasure(forget: () => void): void {
  channel = new BroadcastChannel('privet:erased');
  channel.onmessage = forget;
}

/** For the other tabs. */
export function tellErasure(): void {
  channel?.postMessage(null);
}
