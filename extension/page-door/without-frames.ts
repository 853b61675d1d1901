import { assign, PageError } from './captured';

/**
 * Runs `work` so that errors made meanwhile record no stack.
 *
 * The frames would show the extension's address to the page, in `stack` or through
 * `Error.prepareStackTrace`. Most of the browser's own WebAuthn errors have no stack either.
 */
export function withoutFrames<T>(work: () => T): T {
  const limit: unknown = PageError.stackTraceLimit;
  if (typeof limit !== 'number') return work();
  assign(PageError, 'stackTraceLimit', 0);
  try {
    return work();
  } finally {
    if (PageError.stackTraceLimit === 0) assign(PageError, 'stackTraceLimit', limit);
  }
}
