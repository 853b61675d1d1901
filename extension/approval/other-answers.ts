import type { CeremonyId, FromUser } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';

/** The two ways to say no: they need no arming, because they give nothing away. */
export function otherAnswers(ceremony: CeremonyId): HTMLElement {
  return element(
    'div',
    { class: 'other-answers' },
    answer(text('deny'), { kind: 'deny', ceremony }),
    answer(text('useAnotherDevice'), { kind: 'use-another-device', ceremony }),
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
