/** Resolves in a task of its own: whoever waits for this thread (a finger, a frame, a message) comes first. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
