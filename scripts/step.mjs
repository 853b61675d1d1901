/**
 * Says what is going on, so that nobody wonders whether a long step still lives: one line that is
 * redrawn on a terminal, one line every 15 seconds elsewhere.
 */

const LIVE = process.stdout.isTTY === true;
const running = new Set();
let ticker;

/**
 * Runs `work` under a title. `work` gets a function that changes the note beside the title.
 * `isGood` tells which results deserve the tick.
 */
export async function step(title, work, isGood = () => true) {
  const entry = { title, note: '', start: performance.now(), spokenAt: performance.now() };
  begin(entry);
  try {
    const result = await work((note) => remark(entry, note));
    end(entry, isGood(result) ? '✓' : '✗');
    return result;
  } catch (error) {
    end(entry, '✗');
    throw error;
  }
}

/** Prints a line without tearing the live one. */
export function say(line = '') {
  erase();
  console.log(line);
  draw();
}

/** Seconds as a person reads them: `0.4 s`, `12 s`, `2 min 5 s`. */
export function spoken(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function begin(entry) {
  running.add(entry);
  ticker ??= setInterval(tick, 1000);
  draw();
}

function end(entry, mark) {
  running.delete(entry);
  if (running.size === 0) {
    clearInterval(ticker);
    ticker = undefined;
  }
  say(`${mark} ${lineOf(entry)}`);
}

function remark(entry, note) {
  entry.note = note;
}

function tick() {
  if (LIVE) return draw();
  for (const entry of running) {
    if (performance.now() - entry.spokenAt < 15_000) continue;
    entry.spokenAt = performance.now();
    console.log(`  … ${lineOf(entry)}`);
  }
}

function lineOf({ title, note, start }) {
  return [title, note, `(${spoken(performance.now() - start)})`].filter(Boolean).join(' ');
}

function draw() {
  if (!LIVE || running.size === 0) return;
  const line = `… ${[...running].map(lineOf).join(' · ')}`;
  process.stdout.write(`\r\x1b[K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
}

function erase() {
  if (LIVE) process.stdout.write('\r\x1b[K');
}
