/** No event tells of a moved window, so its place is looked at this often. */
const LOOK_EVERY_MS = 100;

type Watched = Pick<Window, 'screenX' | 'screenY' | 'addEventListener'> & {
  document: Pick<Document, 'addEventListener'>;
};

/**
 * Calls back at each event after which the pointer may no longer be where its user thinks.
 *
 * @returns looks at the window's place at once: for the moment of a press, between two looks.
 */
export function watchStillness(watched: Watched, disturbed: () => void): () => void {
  let x = watched.screenX;
  let y = watched.screenY;
  const look = () => {
    if (watched.screenX === x && watched.screenY === y) return;
    x = watched.screenX;
    y = watched.screenY;
    disturbed();
  };
  watched.addEventListener('focus', disturbed);
  watched.addEventListener('resize', disturbed);
  watched.document.addEventListener('visibilitychange', disturbed);
  setInterval(look, LOOK_EVERY_MS);
  return look;
}
