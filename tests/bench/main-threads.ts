import { existsSync, readFileSync } from 'node:fs';
import type { DevTools } from './devtools';

type Process = { type: string; id: number; cpuTime: number };

/**
 * Milliseconds of CPU that the main thread of each renderer has used so far. Linux tells them to the nanosecond;
 * elsewhere it is the whole process, as Chromium tells it.
 */
export async function mainThreads(devtools: DevTools): Promise<Map<number, number>> {
  const { processInfo } = await devtools.send<{ processInfo: Process[] }>('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return new Map(renderers.map((one) => [one.id, millisecondsOf(one)]));
}

/** A process's main thread has its number. */
function millisecondsOf({ id, cpuTime }: Process): number {
  const statistics = `/proc/${id}/task/${id}/schedstat`;
  if (!existsSync(statistics)) return cpuTime * 1000;
  return Number(readFileSync(statistics, 'utf8').split(' ')[0]) / 1e6;
}
