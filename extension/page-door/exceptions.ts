import { PageDOMException, PageTypeError } from './captured';
import { withoutFrames } from './without-frames';

/** An exception of the page's own realm, as the browser would make it. */
export function exception(name: string, message: string): unknown {
  if (name !== 'TypeError') return new PageDOMException(message, name);
  return withoutFrames(() => new PageTypeError(message));
}
