/** More of the built-ins that {@link ../captured} takes at the start: those that only U2F uses. */
import { getOwnPropertyDescriptor, startTimer } from '../captured';

export const { isArray } = Array;
export const { has: hasMember } = Reflect;
export const runLater = startTimer as (
  callback: (...given: never[]) => void,
  delay: number,
  ...given: unknown[]
) => unknown;

export const postTo = uncurried(MessagePort.prototype.postMessage) as (
  port: MessagePort,
  message: unknown,
) => void;
export const startPort = uncurried(MessagePort.prototype.start) as (port: MessagePort) => void;
export const onMessageOf = uncurried(EventTarget.prototype.addEventListener) as (
  port: MessagePort,
  type: 'message',
  listener: (event: unknown) => void,
) => void;
export const isPort = (value: unknown): value is MessagePort => value instanceof PagePort;
const PagePort = MessagePort;

export const frameWindow = getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
export const frameAddress = uncurried(
  getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'src')?.get ?? (() => ''),
) as (frame: unknown) => string;

// biome-ignore lint/complexity/noBannedTypes: any built-in function
function uncurried(method: Function): unknown {
  return Function.prototype.call.bind(method);
}
