/** Runs in the head, before the page has a body: the key is asked first, and the page is told afterwards. */
import { whenLoaded } from './mfa-page';
import { post } from './server-calls';
import { type SignArguments, signU2f } from './u2f-keys';

/** Set by the page, in the same script. */
declare const requestOptions: SignArguments;

whenLoaded({
  first: signU2f(requestOptions),
  again: async () => signU2f(await post<SignArguments>(`/api/u2f/mfa/options${location.search}`)),
  deliver: (answer) => post('/api/u2f/mfa', answer),
});
