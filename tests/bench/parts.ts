import { calls } from './calls';
import { crowd } from './crowd';
import { memory } from './memory';
import { type RunnablePart, runnable } from './part';
import { sizes } from './sizes';
import { coldPath } from './trace/cold-path';
import { trace } from './trace/trace';
import { windows } from './windows';

/** Every part, in the order in which they are measured and shown. */
export const PARTS: RunnablePart[] = [
  runnable(calls),
  runnable(trace),
  runnable(coldPath),
  runnable(windows),
  runnable(crowd),
  runnable(memory),
  runnable(sizes),
];
