import { isU2f } from '../messages/ceremony-kind';
import type { CeremonyId, FromUser, Question } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';

/**
 * The two ways to say no: they need no arming, because they give nothing away. For U2F the browser knows no
 * other device.
 */
export function otherAnswers(ceremony: CeremonyId, { kind }: Question): HTMLElement {
  const other = answer(text('useAnotherDevice'), { kind: 'use-another-device', ceremony });
  return element(
    'div',
    { class: 'other-answers' },
    answer(text('deny'), { kind: 'deny', ceremony }),
    ...(isU2f(kind) ? [] : [other]),
  );
}

function answer(label: string, command: FromUser): HTMLButtonElement {
  const button = element('button', { type: 'button' }, label);
  button.addEventListener('click', async () => {
    const { ok } = await ask(command);
    // Nothing waits any more, or nobody listens: closing the window says no as well.
    if (!ok) window.close();
  });
  return button;
}
