import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { announce, announceError } from './announcements';
import { createKey, useKey } from './keys';
import { post } from './server-calls';

const form = document.querySelector<HTMLFormElement>('#create');

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  create(String(new FormData(form).get('userName'))).catch(announceError);
});
document.querySelector('#sign-in')?.addEventListener('click', () => {
  signIn().catch(announceError);
});

async function create(wanted: string): Promise<void> {
  announce('Waiting for your key');
  const path = `/api/passkeys/options${location.search}`;
  const options = await post<PublicKeyCredentialCreationOptionsJSON>(path, { userName: wanted });
  await post('/api/passkeys', await createKey(options));
  location.reload();
}

async function signIn(): Promise<void> {
  announce('Waiting for your key');
  const options = await post<PublicKeyCredentialRequestOptionsJSON>(
    `/api/passkey-sign-in/options${location.search}`,
  );
  await post('/api/passkey-sign-in', await useKey(options));
  location.reload();
}
