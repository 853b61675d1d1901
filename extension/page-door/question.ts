import type { FromPage, RequestId } from '../messages/from-site';
import { creationOptionsJson, requestOptionsJson } from './options-json';
import type { CreationSnapshot, RequestSnapshot } from './snapshot';

/** What Xenon is asked. */
export type Question = {
  /** Built only when it is sent. */
  message: (requestId: RequestId) => FromPage;
  timeout: number | undefined;
  signal: AbortSignal | undefined;
};

export function newKeyQuestion({ publicKey, signal }: CreationSnapshot): Question {
  return {
    message: (requestId) => ({
      kind: 'create',
      requestId,
      mediation: 'modal',
      options: creationOptionsJson(publicKey),
    }),
    timeout: publicKey.timeout,
    signal,
  };
}

export function signInQuestion({ publicKey, signal }: RequestSnapshot): Question {
  return {
    message: (requestId) => ({
      kind: 'get',
      requestId,
      mediation: 'modal',
      options: requestOptionsJson(publicKey),
    }),
    timeout: publicKey.timeout,
    signal,
  };
}
