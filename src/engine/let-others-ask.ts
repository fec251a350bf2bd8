/** What takes long waits here between its steps: a list that is asked for meanwhile comes first. */
export function letOthersAsk(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
