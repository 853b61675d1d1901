import { cpus, loadavg, totalmem } from 'node:os';
import { startBrowser } from './browser';

/** Where and when figures were taken: they mean nothing without it. */
export type Machine = {
  cores: number;
  processor: string;
  memoryGib: number;
  browser: string;
  date: string;
  /** How many programs wanted to run in the last five minutes, this one's included. */
  load: number;
};

export async function thisMachine(): Promise<Machine> {
  const { devtools, close } = await startBrowser();
  const { product } = await devtools.send<{ product: string }>('Browser.getVersion');
  await close();
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGib: Math.round(totalmem() / 2 ** 30),
    browser: product,
    date: new Date().toISOString().slice(0, 10),
    load: loadavg()[1] ?? 0,
  };
}

export function inWords({ date, browser, cores, processor, memoryGib, load }: Machine): string {
  return `${date}: ${browser}, ${cores} cores (${processor}), ${memoryGib} GiB, load ${load.toFixed(1)}`;
}
