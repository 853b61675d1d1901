import { element } from '../shared-ui/element';
import { type TextName, text } from '../texts/text';

export type FileField = {
  root: HTMLElement;
  /** Gives the chosen file in base64; nothing if there is none, which the field then says. */
  take(): Promise<string | undefined>;
};

/** A field that takes one file. */
export function fileField(id: string, label: TextName): FileField {
  const problem = element('p', { id: `${id}-problem`, class: 'problem', role: 'alert' });
  const input = element('input', { id, type: 'file', 'aria-describedby': problem.id });
  const root = element('div', { class: 'field' }, element('label', { for: id }, text(label)), input, problem);
  return {
    root,
    async take() {
      const content = await contentOf(input.files?.[0]);
      problem.textContent = content === undefined ? text('problemFileMissing') : '';
      if (content === undefined) input.focus();
      return content;
    },
  };
}

/** A file that has gone since it was chosen is none. */
async function contentOf(file: File | undefined): Promise<string | undefined> {
  try {
    return file && new Uint8Array(await file.arrayBuffer()).toBase64();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
