/**
 * Carries messages between the page door and the worker.
 *
 * It runs in the isolated world, first of the two scripts: it must be listening when the page door
 * offers its port. It decides nothing, for a compromised renderer can speak in its name.
 */
import { HANDOVER_EVENT, type Handover } from '../messages/handover-event';
import type { IsolatedWorld } from '../messages/isolated-world';
import { carry } from './carrier';

const world = globalThis as IsolatedWorld;

// Injected again into an open tab, it leaves the place to the copy that is there.
if (isSecureContext && !world.isCarrying) {
  world.isCarrying = true;
  document.addEventListener(HANDOVER_EVENT, takePort, { once: true });
}

function takePort(event: Event): void {
  const { ports, data } = event as MessageEvent<Handover | null>;
  const [port] = ports ?? [];
  if (!port) return;
  event.preventDefault();
  // In a page that was open before, the page itself may have been at it, or a Xenon that is no more.
  world.wasTaken = document.readyState === 'loading' && data?.isTaken === true;
  const { standAside } = carry(port);
  world.standAside = () => {
    world.hasStoodAside = true;
    standAside();
  };
}
