import { calls } from './calls';
import { crowd } from './crowd';
import { memory } from './memory';
import { pages } from './pages';
import { type RunnablePart, runnable } from './part';
import { scale } from './scale/scale';
import { sizes } from './sizes';
import { coldPath } from './trace/cold-path';
import { trace } from './trace/trace';
import { windows } from './windows';

/** Every part, in the order in which they are measured and shown. */
export const PARTS: RunnablePart[] = [
  runnable(calls),
  runnable(trace),
  runnable(coldPath),
  runnable(pages),
  runnable(windows),
  runnable(scale),
  runnable(crowd),
  runnable(memory),
  runnable(sizes),
];
