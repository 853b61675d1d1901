import type { UserProblem } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { problemText } from '../shared-ui/problem-text';

/** Why something cannot be shown, said at once. */
export function problemNote(problem: UserProblem): HTMLElement {
  return element('p', { class: 'problem', role: 'alert' }, problemText(problem));
}
