/** A page that Chrome prepares in case its user goes there. The browser, too, answers it only then. */
type PreparedDocument = { prerendering?: boolean };

/** Whether the page is not shown yet; if so, calls `shown` when it is. */
export function isPrepared(shown: () => void): boolean {
  if ((document as PreparedDocument).prerendering !== true) return false;
  document.addEventListener('prerenderingchange', shown, { once: true });
  return true;
}
