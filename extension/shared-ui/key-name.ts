import { type TextName, text } from '../texts/text';
import { untrusted } from './element';

type Named = {
  label?: string | undefined;
  userName: string;
  userDisplayName: string;
  u2f?: boolean | undefined;
};

/** For whom a key is: the user's own name for it or the display name, then the user name where it says something else. */
export function keyName({ label, userName, userDisplayName, u2f }: Named): Node[] {
  const first = label || userDisplayName || userName;
  if (!first) return [untrusted(text(nameless(u2f)), 'key-name unnamed')];
  const name = untrusted(first, 'key-name');
  return userName && userName !== first ? [name, untrusted(userName, 'key-user')] : [name];
}

/** The same as plain text, for an accessible name. */
export function plainKeyName({ label, userName, userDisplayName, u2f }: Named): string {
  return label || userName || userDisplayName || text(nameless(u2f));
}

/** U2F knows no accounts, so a key of it is called what it is. */
function nameless(u2f: boolean | undefined): TextName {
  return u2f ? 'u2fKey' : 'unnamedKey';
}
