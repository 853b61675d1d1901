/** Typing into the search of the page with all keys. */
import { evaluate, type PageSession } from '../evaluate';
import type { Series } from '../statistics';

/** Leaves fewer keys with each letter; typed and taken back. */
const QUERY = 'fill-1 bench 17';

/** Milliseconds of each letter, until what was found is laid out. */
export async function measureSearch(own: PageSession): Promise<Series> {
  const { devtools, sessionId } = own;
  const again = await devtools.openPage(await evaluate(own, address, []));
  try {
    return await evaluate({ devtools, sessionId: again }, type, [QUERY]);
  } finally {
    await devtools.send('Page.close', {}, again);
    await devtools.send('Page.bringToFront', {}, sessionId);
  }
}

// What follows runs in the options page, each by itself.

function address(): string {
  return location.href;
}

async function type(query: string): Promise<number[]> {
  const field = () => document.querySelector<HTMLInputElement>('#search');
  while (!field()) await new Promise((tick) => setTimeout(tick, 10));
  const input = field() as HTMLInputElement;
  const times: number[] = [];
  for (let letters = 1; letters <= query.length; letters += 1) {
    const start = performance.now();
    input.value = query.slice(0, letters);
    input.dispatchEvent(new Event('input'));
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return times;
}
