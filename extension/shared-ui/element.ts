/** What an element may be given; an attribute that is `false` or missing is left out. */
export type Attributes = Record<string, string | boolean | undefined>;

/** Builds an element. Text goes in as text nodes only: nothing here can become markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const built = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    built.setAttribute(name, value === true ? '' : value);
  }
  built.append(...children);
  return built;
}

/** Text that a site chose: isolated, so that its writing direction cannot rearrange ours. */
export function untrusted(words: string, className?: string): HTMLElement {
  return element('bdi', { class: className }, words);
}

/** The element that a page's HTML is known to have. */
export function pageElement(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found;
}
