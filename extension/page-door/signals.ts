/**
 * The methods by which a site says which of its credentials it still takes. The browser's answer is the
 * page's; what it has accepted, Xenon hears too, and says nothing to that.
 */
import { MOST_ACCEPTED } from '../messages/parse-signal';
import type { SignalJson } from '../messages/signal-json';
import { type NativeFunction, whenAnswered } from './browser';
import { apply, isObject } from './captured';
import type { Channel } from './channel';
import { newRequestId } from './request-id';
import { replaceStatic } from './static-function';
import { type Convert, dictionary, newReading, sequenceOf, string } from './web-idl';
import { withoutFrames } from './without-frames';

type Said<Kind extends SignalJson['kind']> = Extract<SignalJson, { kind: Kind }>;

const rpId = { required: string };
const userId = { required: string };

const unknownCredential = dictionary({ credentialId: { required: string }, rpId });
const allAccepted = dictionary({
  allAcceptedCredentialIds: { required: sequenceOf(string, MOST_ACCEPTED) },
  rpId,
  userId,
});
const userDetails = dictionary({
  displayName: { required: string },
  name: { required: string },
  rpId,
  userId,
});

export function hearSignals(channel: Channel): void {
  hear<'unknown-credential'>('signalUnknownCredential', unknownCredential, channel, (said) => ({
    kind: 'unknown-credential',
    rpId: said.rpId,
    credentialId: said.credentialId,
  }));
  hear<'all-accepted-credentials'>('signalAllAcceptedCredentials', allAccepted, channel, (said) => ({
    kind: 'all-accepted-credentials',
    rpId: said.rpId,
    userId: said.userId,
    allAcceptedCredentialIds: said.allAcceptedCredentialIds,
  }));
  hear<'current-user-details'>('signalCurrentUserDetails', userDetails, channel, (said) => ({
    kind: 'current-user-details',
    rpId: said.rpId,
    userId: said.userId,
    name: said.name,
    displayName: said.displayName,
  }));
}

function hear<Kind extends SignalJson['kind']>(
  name: string,
  read: Convert,
  { send, isOpen }: Channel,
  told: (snapshot: Omit<Said<Kind>, 'kind'> & Said<Kind>) => SignalJson,
): void {
  replaceStatic(name, (native: NativeFunction, self, given) =>
    withoutFrames(() => {
      if (!isOpen() || !isObject(given[0])) return apply(native, self, given);
      const reading = newReading();
      const snapshot = read(given[0], reading);
      return whenAnswered(native, self, [snapshot], (answer) => {
        const signal = told(snapshot as Said<Kind>);
        if (reading.complete && isOpen()) send({ kind: 'signal', requestId: newRequestId(), signal });
        return answer;
      });
    }),
  );
}
