import type { DevToolsEvent } from './devtools';
import type { PageSession } from './evaluate';

type Version = { versionId: string; runningStatus: string };

/** Stops the workers of all extensions, as Chrome does after 30 s, and waits until none runs. */
export async function stopWorkers({ devtools, sessionId }: PageSession): Promise<void> {
  const running = new Set<string>();
  const stopped = devtools.next((event) => areAllStopped(event, running), 'Stopping the workers');
  await devtools.send('ServiceWorker.enable', {}, sessionId);
  await devtools.send('ServiceWorker.stopAllWorkers', {}, sessionId);
  await stopped;
  await devtools.send('ServiceWorker.disable', {}, sessionId);
}

function areAllStopped({ method, params }: DevToolsEvent, running: Set<string>): boolean {
  if (method !== 'ServiceWorker.workerVersionUpdated') return false;
  for (const { versionId, runningStatus } of params.versions as Version[]) {
    if (runningStatus === 'stopped') running.delete(versionId);
    else running.add(versionId);
  }
  return running.size === 0;
}
