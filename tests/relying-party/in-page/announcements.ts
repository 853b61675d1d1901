/** Says what goes on, in the page's status line. */
export function announce(status: string): void {
  line('status', status);
  line('alert', '');
}

/** Says what went wrong: the name and the message that the browser itself gave. */
export function announceError(error: unknown): void {
  line('status', '');
  line('alert', errorText(error));
}

/** The library wraps the browser's errors; people and tests want to read the browser's own. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error.cause instanceof Error ? error.cause : error;
  return `${name}: ${message}`;
}

function line(id: 'status' | 'alert', content: string): void {
  const element = document.getElementById(id);
  if (element) element.textContent = content;
}
