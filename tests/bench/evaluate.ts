import type { DevTools } from './devtools';

/** One page of one browser. */
export type PageSession = { devtools: DevTools; sessionId: string };

type Evaluation = {
  result: { value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
};

/** Runs a function of this file's author in the page; arguments and result travel as JSON. */
export async function evaluate<Arguments extends unknown[], Result>(
  { devtools, sessionId }: PageSession,
  work: (...args: Arguments) => Result,
  args: Arguments,
  { userGesture = false } = {},
): Promise<Awaited<Result>> {
  const expression = `(${work})(...${JSON.stringify(args)})`;
  const options = { expression, userGesture, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await devtools.send<Evaluation>(
    'Runtime.evaluate',
    options,
    sessionId,
  );
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as Awaited<Result>;
}
