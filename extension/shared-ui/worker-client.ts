import type { Answer, AnswerTo, FromUser } from '../messages/from-user';

/**
 * Sends one command to the worker and waits for its answer.
 *
 * Chrome may stop the worker between the command and the answer. Commands are idempotent, so one
 * that got lost is sent once more; a second loss is reported as a failure, never thrown.
 */
export async function ask<Command extends FromUser>(
  command: Command,
): Promise<Answer<AnswerTo[Command['kind']]>> {
  return (await sent(command)) ?? (await sent(command)) ?? { ok: false, problem: 'failed' };
}

async function sent<Command extends FromUser>(
  command: Command,
): Promise<Answer<AnswerTo[Command['kind']]> | undefined> {
  try {
    return await chrome.runtime.sendMessage(command);
  } catch {
    // The channel closed before an answer came, or nobody listened yet: the caller decides.
    return undefined;
  }
}
