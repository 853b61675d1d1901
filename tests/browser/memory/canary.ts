/** What must not be found, in every form in which it could lie about. */
export type Canary = { name: string; bytes: Uint8Array };

export function canaryOf(name: string, text: string): Canary {
  return { name, bytes: Buffer.from(text) };
}

/** The bytes themselves, their text in UTF-16, and their hex and base64, whatever stands before them. */
export function formsOf({ bytes }: Canary): Buffer[] {
  const plain = Buffer.from(bytes);
  const texts = [plain.toString('hex'), ...[0, 1, 2].map((before) => innerBase64(plain, before))];
  const wide = Buffer.from(plain.toString('latin1'), 'utf16le');
  return [plain, wide, ...texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])];
}

/** The same as text, as a heap snapshot has it. */
export function textsOf(canary: Canary): string[] {
  const { bytes } = canary;
  const plain = Buffer.from(bytes);
  const base64 = [0, 1, 2].map((before) => innerBase64(plain, before));
  return [plain.toString('latin1'), plain.toString('hex'), ...base64];
}

/** The part of the base64 that does not depend on what stands before and behind. */
function innerBase64(bytes: Buffer, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const last = (before + bytes.length) % 3 === 0 ? encoded.length : encoded.length - 1;
  return encoded.slice(before === 0 ? 0 : before + 1, last);
}
