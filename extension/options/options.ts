/** The page of all keys and all settings: one section at a time, named by the address. */
import { pageElement } from '../shared-ui/element';
import { localise } from '../shared-ui/localise';
import { showActivity } from './activity';
import { showSettings } from './advanced';
import { showAllKeys } from './all-keys';
import { showBackup } from './backup';
import { showGuides } from './guides';
import { showSecurity } from './security';
import { showSites } from './sites';

const SECTIONS = {
  keys: showAllKeys,
  guides: showGuides,
  activity: showActivity,
  sites: showSites,
  backup: showBackup,
  security: showSecurity,
  advanced: showSettings,
};

type Section = keyof typeof SECTIONS;

const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')];
const sections = [...document.querySelectorAll<HTMLElement>('[data-section]')];

function sectionOfAddress(): Section {
  const named = location.hash.slice(1);
  return Object.hasOwn(SECTIONS, named) ? (named as Section) : 'keys';
}

async function show(section: Section): Promise<void> {
  for (const one of sections) one.hidden = one.dataset.section !== section;
  for (const link of links) link.ariaCurrent = link.hash === `#${section}` ? 'page' : null;
  document.title = pageElement(section).textContent ?? '';
  await SECTIONS[section]();
}

window.addEventListener('hashchange', async () => {
  const section = sectionOfAddress();
  await show(section);
  pageElement(section).focus();
});

// The vault may have been locked, or a key made, while another tab was in front.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void show(sectionOfAddress());
});

await localise(document);
await show(sectionOfAddress());
