import { text } from '../texts/text';
import { element } from './element';

export type WaitingTime = {
  root: HTMLElement;
  /** Counts down; calls `over` at the end. */
  start(milliseconds: number, over: () => void): void;
  isRunning(): boolean;
};

/**
 * Shows how long to wait. Assistive technology reads the time when asked to, and says by itself only
 * when it is over.
 */
export function waitingTime(): WaitingTime {
  const timer = element('span', { role: 'timer' });
  const news = element('span', { role: 'status' });
  const root = element('p', { class: 'hint' }, timer, news);
  let end = 0;
  const left = () => Math.max(0, end - performance.now());
  const tick = (over: () => void) => {
    if (left() > 0) {
      timer.textContent = text('tryAgainIn', String(Math.ceil(left() / 1_000)));
      setTimeout(tick, left() % 1_000 || 1_000, over);
      return;
    }
    timer.textContent = '';
    news.textContent = text('tryAgainNow');
    over();
  };
  return {
    root,
    start(milliseconds, over) {
      end = performance.now() + milliseconds;
      news.textContent = '';
      tick(over);
    },
    isRunning: () => left() > 0,
  };
}
