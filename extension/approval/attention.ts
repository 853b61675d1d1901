/** As long as somebody may just be looking for something elsewhere. */
export const OUT_OF_SIGHT_MS = 3_000;

/** The window as it is seen from inside it. */
export type Sight = Pick<Window, 'addEventListener'> & {
  document: Pick<Document, 'hasFocus' | 'addEventListener'>;
};

/** Tells when the window has been without the user's attention for a while, and when it has it again. */
export function watchAttention(sight: Sight, changed: (isUnseen: boolean) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isUnseen = false;
  const become = (unseen: boolean) => {
    if (isUnseen !== unseen) changed(unseen);
    isUnseen = unseen;
  };
  const look = () => {
    clearTimeout(timer);
    if (sight.document.hasFocus()) become(false);
    else timer = setTimeout(() => become(!sight.document.hasFocus()), OUT_OF_SIGHT_MS);
  };
  sight.addEventListener('focus', look);
  sight.addEventListener('blur', look);
  sight.document.addEventListener('visibilitychange', look);
  look();
}
