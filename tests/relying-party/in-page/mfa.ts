/** Runs in the head, before the page has a body: the key is asked first, and the page is told afterwards. */
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { useKey } from './keys';
import { whenLoaded } from './mfa-page';
import { post } from './server-calls';

/** Set by the page, in the same script. */
declare const requestOptions: PublicKeyCredentialRequestOptionsJSON;

whenLoaded({
  first: useKey(requestOptions),
  again: async () =>
    useKey(await post<PublicKeyCredentialRequestOptionsJSON>(`/api/mfa/options${location.search}`)),
  deliver: (answer) => post('/api/mfa', answer),
});
