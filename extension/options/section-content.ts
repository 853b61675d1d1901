import type { Answer, UserProblem } from '../messages/from-user';
import { problemNote } from './problem-note';

/** What a section of the page shows. It is drawn again only when the worker says something else than before. */
export class SectionContent {
  #shown: string | undefined;

  constructor(private readonly root: HTMLElement) {}

  /** `what` is all that the nodes depend on. */
  draw(what: unknown, nodes: () => Node[]): void {
    this.root.ariaBusy = null;
    const described = JSON.stringify(what);
    if (described === this.#shown) return;
    this.#shown = described;
    this.root.replaceChildren(...nodes());
  }

  drawProblem(problem: UserProblem): void {
    this.draw({ problem }, () => [problemNote(problem)]);
  }

  drawAnswer<T>(answer: Answer<T>, nodes: (value: T) => Node[]): void {
    if (answer.ok) this.draw(answer, () => nodes(answer.value));
    else this.drawProblem(answer.problem);
  }

  /** The next drawing counts, whatever it is: what was typed has served. */
  forget(): void {
    this.#shown = undefined;
  }
}
