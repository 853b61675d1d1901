import type { FromUser } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';

/** Below a setting whose change counts at once: that it was saved, or why not. */
export class SavingNews {
  readonly #news = element('p', { class: 'hint', role: 'status' });
  readonly #problem = element('p', { class: 'problem', role: 'alert' });
  readonly nodes = [this.#news, this.#problem];

  /** Tells whether it was saved. */
  async save(command: FromUser): Promise<boolean> {
    this.#news.textContent = '';
    this.#problem.textContent = '';
    const answer = await ask(command);
    if (answer.ok) this.#news.textContent = text('settingSaved');
    else this.#problem.textContent = problemText(answer.problem);
    return answer.ok;
  }
}
