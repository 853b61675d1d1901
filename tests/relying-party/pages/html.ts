/** Markup that may be put into a page as it stands. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[] | false | undefined;

/** Builds markup from a template; everything that is not markup already is escaped. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(markup)));
}

/** A script in the page, in which `constant` is set to a value before the code runs. */
export function inlineScript(nonce: string, constant: string, value: unknown, code: string): Html {
  const literal = JSON.stringify(value).replaceAll('<', '\\u003c');
  const body = `const ${constant} = ${literal};\n${code.replaceAll('</script', '<\\/script')}`;
  return new Html(`<script nonce="${nonce}">${body}</script>`);
}

function markup(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(({ text }) => text).join('');
}

function escaped(plain: string): string {
  return plain.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
