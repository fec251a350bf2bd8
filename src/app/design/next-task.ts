/** Resolves in a task of its own: a finger or a frame that waits comes first. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
