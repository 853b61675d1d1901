/** What a test may change in the options of a ceremony: by a method of the site, or by a page's query. */
import type {
  PublicKeyCredentialCreationOptionsJSON as CreationOptions,
  PublicKeyCredentialRequestOptionsJSON as RequestOptions,
} from '@simplewebauthn/server';

type Selection = NonNullable<CreationOptions['authenticatorSelection']>;

type FramingAndScope = {
  /** The RP ID to ask for in place of the page's host name, and the one that verification then expects. */
  rpId?: string;
  /** The only site that may hold the asking page in a frame; without it a framed answer is refused. */
  topOrigin?: string;
};

export type CreationOverrides = FramingAndScope &
  Partial<Pick<Selection, 'userVerification' | 'residentKey' | 'authenticatorAttachment'>> &
  Partial<
    Pick<
      CreationOptions,
      'timeout' | 'attestation' | 'pubKeyCredParams' | 'hints' | 'extensions' | 'excludeCredentials'
    >
  >;

export type RequestOverrides = FramingAndScope &
  Partial<Pick<RequestOptions, 'userVerification' | 'timeout' | 'hints' | 'extensions' | 'allowCredentials'>>;

/** The options with the test's changes in them. */
export function changedCreation(options: CreationOptions, overrides: CreationOverrides): CreationOptions {
  const {
    rpId,
    topOrigin: _,
    userVerification,
    residentKey,
    authenticatorAttachment,
    ...members
  } = overrides;
  const authenticatorSelection: Selection = { ...options.authenticatorSelection };
  if (userVerification) authenticatorSelection.userVerification = userVerification;
  if (authenticatorAttachment) authenticatorSelection.authenticatorAttachment = authenticatorAttachment;
  if (residentKey) {
    authenticatorSelection.residentKey = residentKey;
    authenticatorSelection.requireResidentKey = residentKey === 'required';
  }
  const rp = rpId === undefined ? options.rp : { ...options.rp, id: rpId };
  return { ...options, ...members, rp, authenticatorSelection };
}

/** The options with the test's changes in them. */
export function changedRequest(options: RequestOptions, overrides: RequestOverrides): RequestOptions {
  const { rpId, topOrigin: _, ...members } = overrides;
  return { ...options, ...members, ...(rpId === undefined ? {} : { rpId }) };
}

/**
 * Reads the changes from a page's query, such as `?userVerification=required&pubKeyCredParams=-7,-257`.
 *
 * Values are passed on as they are, because sites do send words that no specification knows.
 */
export function creationOverridesFrom(query: URLSearchParams): CreationOverrides {
  const words = [
    'userVerification',
    'residentKey',
    'authenticatorAttachment',
    'attestation',
    'rpId',
    'topOrigin',
  ];
  const algorithms = query.get('pubKeyCredParams')?.split(',').map(Number);
  return {
    ...(wordsIn(query, words) as CreationOverrides),
    ...timeoutAndHintsIn(query),
    ...(algorithms && { pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })) }),
  };
}

/** Reads the changes from a page's query, such as `?userVerification=discouraged&timeout=5000`. */
export function requestOverridesFrom(query: URLSearchParams): RequestOverrides {
  const words = ['userVerification', 'rpId', 'topOrigin'];
  return { ...(wordsIn(query, words) as RequestOverrides), ...timeoutAndHintsIn(query) };
}

function wordsIn(query: URLSearchParams, names: string[]): Record<string, string> {
  return Object.fromEntries([...query].filter(([name]) => names.includes(name)));
}

function timeoutAndHintsIn(query: URLSearchParams): Pick<RequestOverrides, 'timeout' | 'hints'> {
  const timeout = query.get('timeout');
  const hints = query.get('hints');
  return {
    ...(timeout && { timeout: Number(timeout) }),
    ...(hints && { hints: hints.split(',') as NonNullable<RequestOptions['hints']> }),
  };
}
