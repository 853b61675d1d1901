import type { KeyCall, Mediation, RequestId } from '../messages/from-site';
import { creationOptionsJson, requestOptionsJson } from './options-json';
import type { CreationSnapshot, RequestSnapshot } from './snapshot';

/** What Xenon is asked. */
export type Question = {
  /** Built only when it is sent. */
  message: (requestId: RequestId) => KeyCall;
  /** A sign-in that waits beside the page's forms, for as long as the page is there. */
  isBesideForms: boolean;
  timeout: number | undefined;
  signal: AbortSignal | undefined;
};

export function newKeyQuestion({ publicKey, mediation, signal }: CreationSnapshot): Question {
  return {
    message: (requestId) => ({
      kind: 'create',
      requestId,
      mediation: mediationOf(mediation),
      options: creationOptionsJson(publicKey),
    }),
    isBesideForms: false,
    timeout: publicKey.timeout,
    signal,
  };
}

/** `knowsUiMode`: an older browser does not, and then the page's wish is nothing to it. */
export function signInQuestion(
  { publicKey, mediation, signal, uiMode }: RequestSnapshot,
  knowsUiMode: boolean,
): Question {
  const isImmediate = uiMode === 'immediate' && knowsUiMode;
  return {
    message: (requestId) => ({
      kind: 'get',
      requestId,
      mediation: isImmediate ? 'immediate' : mediationOf(mediation),
      options: requestOptionsJson(publicKey),
    }),
    isBesideForms: mediation === 'conditional',
    timeout: publicKey.timeout,
    signal,
  };
}

function mediationOf(mediation: string | undefined): Mediation {
  return mediation === 'conditional' || mediation === 'silent' ? mediation : 'modal';
}
