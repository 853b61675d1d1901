import { untrusted } from './element';
import { text } from './text';

type Named = { userName: string; userDisplayName: string };

/** For whom a key is: the display name, then the user name where it says something else. */
export function keyName({ userName, userDisplayName }: Named): Node[] {
  const first = userDisplayName || userName;
  if (!first) return [untrusted(text('unnamedKey'), 'key-name unnamed')];
  const name = untrusted(first, 'key-name');
  return userName && userName !== first ? [name, untrusted(userName, 'key-user')] : [name];
}

/** The same as plain text, for an accessible name. */
export function plainKeyName({ userName, userDisplayName }: Named): string {
  return userName || userDisplayName || text('unnamedKey');
}
