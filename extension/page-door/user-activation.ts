import { getter } from './captured';

const { userActivation } = navigator;
const isActive = getter(UserActivation.prototype, 'isActive') as (activation: UserActivation) => boolean;

/** Whether the user has just acted in this frame (transient activation). */
export function isUserActive(): boolean {
  return isActive(userActivation);
}
