/**
 * The door at which a page's calls of `navigator.credentials.create` and `get` and of the static
 * functions of `PublicKeyCredential` come in.
 *
 * It must run in the page's own world (MAIN): the functions that a page calls, the exceptions and the
 * buffers that it receives belong to that world, and an isolated script can reach none of them. It
 * must run at `document_start`: before the page can keep the browser's functions for itself, and
 * before it can change the built-ins that this script relies on.
 *
 * The page can do to this script what it likes. So it holds no secret and decides nothing but which
 * calls are the browser's.
 */
import { tellAbilities } from './abilities';
import { creationContradictsItself, requestContradictsItself } from './contradictions';
import { interfacesOfPage } from './credential';
import { isGenuine } from './genuine';
import { guard } from './guarded-function';
import { creationOptions, requestOptions } from './options';
import { newKeyQuestion, signInQuestion } from './question';
import { openDesk } from './request-desk';
import { hearSignals } from './signals';
import { guardStore } from './store';
import { offerU2f } from './u2f/offer';

// Both are absent where the browser offers no WebAuthn: in insecure contexts.
if ('CredentialsContainer' in globalThis && 'PublicKeyCredential' in globalThis) {
  const interfaces = interfacesOfPage();
  const desk = openDesk(interfaces);
  if (desk) {
    const { ask, channel } = desk;
    guard('create', {
      read: creationOptions,
      contradictsItself: creationContradictsItself,
      question: newKeyQuestion,
      ask,
    });
    guard('get', {
      read: requestOptions,
      contradictsItself: requestContradictsItself,
      question: signInQuestion,
      ask,
    });
    guardStore((value) => isGenuine(value, interfaces.credential));
    tellAbilities(channel);
    hearSignals(channel);
    offerU2f(channel);
  }
}
