// What a process used, told by itself in a last line: nobody else can tell the memory of its threads.

/** In its environment it asks for the line. */
export const TELL_USAGE = 'PRIVET_TELL_USAGE';

export function usageLine(): string {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return `privet usage: ${((userCPUTime + systemCPUTime) / 1e6).toFixed(2)} s, ${(maxRSS / 1000).toFixed(0)} MB`;
}

/** Undefined where the line is not there. */
export function readUsage(said: string): { cpuSeconds: number; megabytes: number } | undefined {
  const told = /privet usage: ([\d.]+) s, ([\d.]+) MB/.exec(said);
  return told ? { cpuSeconds: Number(told[1]), megabytes: Number(told[2]) } : undefined;
}
