/** Texts with nodes in them, and those of the static HTML. */
import { type TextName, text, textsAtHand } from '../texts/text';

/** First of the private-use characters that hold the places of nodes; no locale's text has them. */
const FIRST_PLACE = 0xe000;

/** The text with nodes in its placeholders, so that a name may be bold wherever a language puts it. */
export function sentence(name: TextName, ...nodes: Node[]): (Node | string)[] {
  const places = nodes.map((_, index) => String.fromCharCode(FIRST_PLACE + index));
  return text(name, ...places)
    .split(/([\ue000-\ue008])/)
    .filter((part) => part !== '')
    .map((part) => nodes[part.charCodeAt(0) - FIRST_PLACE] ?? part);
}

/** Fills the static HTML: each `data-text` names the text of its element. From then on there are texts. */
export async function localise(page: Document): Promise<void> {
  await textsAtHand();
  page.documentElement.lang = text('languageTag');
  for (const node of page.querySelectorAll<HTMLElement>('[data-text]')) {
    node.textContent = text(node.dataset.text as TextName);
  }
}
