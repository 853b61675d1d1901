import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { announce, announceError } from './announcements';
import { createKey } from './keys';
import { post } from './server-calls';

const form = document.querySelector<HTMLFormElement>('#assign');

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  assign(String(new FormData(form).get('name'))).catch(announceError);
});

async function assign(name: string): Promise<void> {
  announce('Waiting for your security key');
  const options = await post<PublicKeyCredentialCreationOptionsJSON>(
    `/api/devices/options${location.search}`,
  );
  const answer = await createKey(options);
  await post(`/api/devices?name=${encodeURIComponent(name)}`, answer);
  location.assign(`/security-credentials${location.search}`);
}
