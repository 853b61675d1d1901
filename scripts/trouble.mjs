/** Failures that a person can cure: one clear sentence instead of a stack. */

export class Trouble extends Error {}

/** Runs a script's main function; ends the process, and with it every child, when it fails. */
export async function asProgram(main) {
  try {
    await main();
  } catch (error) {
    console.log(`\n${sentenceOf(error)}`);
    process.exit(1);
  }
}

/** What a person should read about `error`: the stack only where it is our own mistake. */
export function sentenceOf(error) {
  if (error instanceof Trouble) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
