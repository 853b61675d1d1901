import { randomBytes } from 'node:crypto';

/** What the site remembers about one browser at one host name. */
export type Session = {
  id: string;
  hostname: string;
  /** Who is signed in, by every factor the account asks for. */
  signedIn?: string;
  /** Who has given the right password and still owes the security key. */
  awaitingMfa?: string;
  /** A message for the next page that is shown. */
  notice?: string;
};

const cookieName = 'session';

/** The sessions of all browsers, found by an HttpOnly cookie. */
export class Sessions {
  readonly #byId = new Map<string, Session>();

  /** The session that a request's cookies name, or a new one. */
  of(cookies: string | undefined, hostname: string): Session {
    const known = this.#byId.get(sessionId(cookies) ?? '');
    if (known?.hostname === hostname) return known;
    const session = { id: randomBytes(24).toString('base64url'), hostname };
    this.#byId.set(session.id, session);
    return session;
  }

  end(session: Session): void {
    this.#byId.delete(session.id);
  }

  clear(): void {
    this.#byId.clear();
  }
}

export function sessionCookie(session: Session, scheme: string): string {
  const secure = scheme === 'https' ? '; Secure' : '';
  return `${cookieName}=${session.id}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** Takes the message out of the session, so that it is shown once. */
export function takeNotice(session: Session): string | undefined {
  const { notice } = session;
  delete session.notice;
  return notice;
}

function sessionId(cookies = ''): string | undefined {
  const own = cookies.split(/;\s*/).find((cookie) => cookie.startsWith(`${cookieName}=`));
  return own?.slice(cookieName.length + 1);
}
