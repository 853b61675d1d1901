/**
 * Carries messages between the page door and the worker.
 *
 * It runs in the isolated world, first of the two scripts: it must be listening when the page door
 * offers its port. It decides nothing, for a compromised renderer can speak in its name.
 */
import { HANDOVER_EVENT } from '../messages/handover-event';
import { carry } from './carrier';

/** Kept in the isolated world, which no page can see and which a reloaded extension gets anew. */
const world = globalThis as { isCarrying?: true };

// Injected again into an open tab, it leaves the place to the copy that is there.
if (isSecureContext && !world.isCarrying) {
  world.isCarrying = true;
  document.addEventListener(HANDOVER_EVENT, takePort, { once: true });
}

function takePort(event: Event): void {
  const [port] = (event as MessageEvent).ports ?? [];
  if (!port) return;
  event.preventDefault();
  carry(port);
}
