/** Shows a dialog until it is closed, and takes it away. `isDone` tells then what came of it. */
export function openDialog(dialog: HTMLDialogElement, isDone: () => boolean): Promise<boolean> {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(isDone());
    });
  });
}
