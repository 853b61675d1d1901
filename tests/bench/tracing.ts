import type { DevTools } from './devtools';

/** What Chromium's own trace notes of one category while `work` is done, in all of its processes. */
export async function traceEvents<Event>(
  devtools: DevTools,
  category: string,
  work: () => Promise<void>,
): Promise<Event[]> {
  const events: Event[] = [];
  const stop = devtools.listen(({ method, params }) => {
    if (method === 'Tracing.dataCollected') events.push(...(params.value as Event[]));
  });
  const traceConfig = { includedCategories: [category], excludedCategories: ['*'] };
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  try {
    await work();
  } finally {
    const complete = devtools.next(({ method }) => method === 'Tracing.tracingComplete', 'The trace');
    await devtools.send('Tracing.end');
    await complete;
    stop();
  }
  return events;
}
