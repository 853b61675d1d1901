import { cpus, totalmem } from 'node:os';
import type { DevTools } from './devtools';

/** Where and when figures were taken: they mean nothing without it. */
export type Machine = { cores: number; processor: string; memoryGib: number; browser: string; date: string };

export async function thisMachine(devtools: DevTools): Promise<Machine> {
  const { product } = await devtools.send<{ product: string }>('Browser.getVersion');
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGib: Math.round(totalmem() / 2 ** 30),
    browser: product,
    date: new Date().toISOString().slice(0, 10),
  };
}
