/** A language that says everything at one and a half times the length: translations are that much longer. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Texts = Record<string, { message: string }>;

/** Chrome limits the first two, and the third is no text. */
const AS_THEY_ARE = ['extensionName', 'extensionDescription', 'languageTag'];

/** A copy of the built extension that speaks it in the place of English. */
export function stretchedExtension(dist: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'xenon-stretched-'));
  cpSync(dist, folder, { recursive: true });
  const file = join(folder, '_locales', 'en', 'messages.json');
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts;
  for (const [name, text] of Object.entries(texts))
    if (!AS_THEY_ARE.includes(name)) text.message = stretched(text.message);
  writeFileSync(file, JSON.stringify(texts));
  return folder;
}

/** Half of its own words again, since those have the lengths that words have. */
function stretched(message: string): string {
  const plain = message.replace(/\$\w+\$/g, '').trim();
  return `${message} ${plain.slice(0, Math.ceil(message.length / 2))}`.trimEnd();
}
