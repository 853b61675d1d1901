import { element, pageElement } from '../shared-ui/element';
import { type IconName, icon } from '../shared-ui/icon';
import { type TextName, text } from '../texts/text';
import { register, signIn } from './practice';
import { forgetPracticeKeys } from './practice-keys';

const button = pageElement('try');
const progress = pageElement('progress');

/** *Try it now*: a key, a sign-in with it, and a look whether it is right; then the key is gone again. */
export function offerPractice(): void {
  button.addEventListener('click', async () => {
    if (button.ariaDisabled === 'true') return;
    button.ariaDisabled = 'true';
    await practise();
    button.ariaDisabled = null;
  });
}

async function practise(): Promise<void> {
  progress.replaceChildren();
  try {
    const key = await step('practiceAsking', 'practiceMade', register);
    const isRight = await step('practiceSigningIn', 'practiceSignedIn', () => signIn(key));
    if (!isRight) return failed('practiceWrong');
    say('check', 'practiceRight', 'done');
    if (await forgetPracticeKeys()) say('check', 'practiceForgotten', 'done');
    else failed('practiceKept');
  } catch (error) {
    failed(
      error instanceof DOMException && error.name === 'NotAllowedError' ? 'practiceDenied' : 'practiceFailed',
    );
  }
}

/** Says what is going on, and then what came of it, in the same line. */
async function step<T>(during: TextName, after: TextName, work: () => Promise<T>): Promise<T> {
  const line = say('clock', during, 'going-on');
  try {
    const result = await work();
    line.replaceWith(lineOf('check', after, 'done'));
    return result;
  } catch (error) {
    line.remove();
    throw error;
  }
}

function failed(words: TextName): void {
  say('warning', words, 'failed');
}

function say(name: IconName, words: TextName, className: string): HTMLElement {
  const line = lineOf(name, words, className);
  progress.append(line);
  return line;
}

function lineOf(name: IconName, words: TextName, className: string): HTMLElement {
  return element('p', { class: className }, icon(name), element('span', {}, text(words)));
}
