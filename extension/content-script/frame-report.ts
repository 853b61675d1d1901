import type { FrameReport } from '../messages/from-site';

export function frameReport(): FrameReport {
  return {
    userActive: navigator.userActivation.isActive,
    ancestorOrigins: [...location.ancestorOrigins],
  };
}
