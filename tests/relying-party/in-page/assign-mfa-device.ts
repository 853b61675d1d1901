import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { announce, announceError } from './announcements';
import { createKey } from './keys';
import { post } from './server-calls';
import { type RegisterArguments, registerU2f } from './u2f-keys';

const form = document.querySelector<HTMLFormElement>('#assign');

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  assign(String(new FormData(form).get('name'))).catch(announceError);
});

async function assign(name: string): Promise<void> {
  announce('Waiting for your security key');
  const isU2f = new URLSearchParams(location.search).get('api') === 'u2f';
  await (isU2f ? addU2fKey : addKey)(encodeURIComponent(name));
  location.assign(`/security-credentials${location.search}`);
}

async function addKey(name: string): Promise<void> {
  const path = `/api/devices/options${location.search}`;
  const answer = await createKey(await post<PublicKeyCredentialCreationOptionsJSON>(path));
  await post(`/api/devices?name=${name}`, answer);
}

async function addU2fKey(name: string): Promise<void> {
  const answer = await registerU2f(await post<RegisterArguments>('/api/u2f/devices/options'));
  await post(`/api/u2f/devices?name=${name}`, answer);
}
