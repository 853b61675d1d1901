/** Calls of U2F that a test makes in a page of its own choice. */
import type { Frame, Page } from 'playwright-core';

/** How a page's script wants to be called: its object, and in which manner. */
export type Manner = { api: string; style: '1.0' | '1.1' | 'npm' };

export const BUILT_IN: Manner = { api: 'u2f', style: '1.1' };

export type Asked = { appId: string; challenge: string; keyHandles: string[]; seconds?: number };

/** What the page's callback was called with, in order, and whether that happened during the call itself. */
export type Answered = { answers: Answer[]; atOnce: boolean };
export type Answer = Record<string, unknown> & { errorCode?: number };

declare global {
  /** In the page, by the name that the test gave the call. */
  var u2fCalls: Record<string, Answered>;
}

export async function register(where: Page | Frame, asked: Asked, manner = BUILT_IN, name = 'call') {
  await where.evaluate(inPage('register', asked, manner, name));
}

export async function sign(where: Page | Frame, asked: Asked, manner = BUILT_IN, name = 'call') {
  await where.evaluate(inPage('sign', asked, manner, name));
}

/** The one answer of a call; waits for it, and then a moment longer for one too many. */
export async function answerTo(where: Page | Frame, name = 'call'): Promise<Answer> {
  const { answers, atOnce } = await where.evaluate(waitForAnswer, name);
  const [answer] = answers;
  if (!answer || answers.length > 1 || atOnce)
    throw new Error(`${answers.length} answers${atOnce ? ', the first at once' : ''}`);
  return answer;
}

export async function errorCodeOf(where: Page | Frame, name = 'call'): Promise<number | undefined> {
  return (await answerTo(where, name)).errorCode;
}

async function waitForAnswer(name: string): Promise<Answered> {
  const call = u2fCalls[name] as Answered;
  while (call.answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 100));
  return call;
}

/** Text, for only text can name what a page's script has declared. */
function inPage(kind: 'register' | 'sign', asked: Asked, { api, style }: Manner, name: string): string {
  const { appId, challenge, keyHandles, seconds } = asked;
  const version = 'U2F_V2';
  const keys = keyHandles.map((keyHandle) => ({ version, keyHandle }));
  const older = keyHandles.map((keyHandle) => ({ version, keyHandle, appId, challenge }));
  const given = {
    register: {
      '1.1': [appId, [{ version, challenge }], keys],
      '1.0': [[{ version, challenge, appId }], older],
      npm: [[{ version, challenge, appId }], older],
    },
    sign: { '1.1': [appId, challenge, keys], '1.0': [older], npm: [older] },
  }[kind][style];
  const listed = given.map((one) => JSON.stringify(one)).join(', ');
  const wait = seconds === undefined ? '' : `, ${seconds}`;
  const call =
    style === 'npm'
      ? `${api}.${kind}(${listed}${wait}).then(done, (error) => done({ errorCode: error.metaData.code }))`
      : `${api}.${kind}(${listed}, done${wait})`;
  return `(() => {
    const call = { answers: [], atOnce: false };
    (globalThis.u2fCalls ??= {})[${JSON.stringify(name)}] = call;
    let isCalling = true;
    const done = (answer) => {
      call.answers.push(JSON.parse(JSON.stringify(answer)));
      call.atOnce ||= isCalling;
    };
    ${call};
    isCalling = false;
  })()`;
}
