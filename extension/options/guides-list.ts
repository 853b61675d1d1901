import type { TextName } from '../shared-ui/text';

/** How to add a key on one site. */
export type Guide = {
  /** In the site's own spelling, which no language changes; or in words. */
  name: { site: string } | { words: TextName };
  /** Its RP IDs; those below them count as well. */
  rpIds: string[];
  /** Where its setting is. */
  address?: string;
  /** In order. The site's own words stand between asterisks. */
  steps: TextName[];
  note?: TextName;
};

const AWS = {
  rpIds: ['aws.amazon.com'],
  address: 'https://console.aws.amazon.com/iam/home#/security_credentials',
};
const AWS_STEPS = ['awsCredentials', 'awsAssign', 'awsChoose'] as const;

export const GUIDES: Guide[] = [
  { ...AWS, name: { words: 'awsRootUser' }, steps: ['awsSignInRoot', ...AWS_STEPS], note: 'awsKeepSecond' },
  { ...AWS, name: { words: 'awsIamUser' }, steps: ['awsSignInIam', ...AWS_STEPS], note: 'awsIamNote' },
  {
    name: { site: 'GitHub' },
    rpIds: ['github.com'],
    address: 'https://github.com/settings/security',
    steps: ['githubSettings', 'githubPasskey', 'githubSecondFactor'],
  },
  {
    name: { site: 'Google' },
    rpIds: ['google.com'],
    address: 'https://myaccount.google.com/signinoptions/passkeys',
    steps: ['googleSettings', 'googleCreate'],
    note: 'googleNote',
  },
  {
    name: { site: 'Microsoft' },
    rpIds: ['microsoft.com', 'live.com'],
    address: 'https://account.microsoft.com/security',
    steps: ['microsoftSettings', 'microsoftChoose', 'microsoftWork'],
    note: 'microsoftNote',
  },
  {
    name: { site: 'GitLab' },
    rpIds: ['gitlab.com'],
    address: 'https://gitlab.com/-/profile/two_factor_auth',
    steps: ['gitlabSettings', 'gitlabTwoFactor', 'gitlabRegister'],
  },
  {
    name: { site: 'Cloudflare' },
    rpIds: ['cloudflare.com'],
    address: 'https://dash.cloudflare.com/profile/authentication',
    steps: ['cloudflareSettings', 'cloudflareAdd'],
  },
  {
    name: { site: 'Dropbox' },
    rpIds: ['dropbox.com'],
    address: 'https://www.dropbox.com/account/security',
    steps: ['dropboxSettings', 'dropboxTwoFactor', 'dropboxAdd'],
  },
  {
    name: { site: 'npm' },
    rpIds: ['npmjs.com'],
    address: 'https://www.npmjs.com/login',
    steps: ['npmSettings', 'npmTwoFactor', 'npmChoose'],
  },
  {
    name: { site: 'PyPI' },
    rpIds: ['pypi.org'],
    address: 'https://pypi.org/manage/account/#two-factor',
    steps: ['pypiSettings', 'pypiRecovery', 'pypiAdd'],
  },
  {
    name: { words: 'anyOtherSite' },
    rpIds: [],
    steps: ['otherSettings', 'otherNames', 'otherKind', 'otherName'],
    note: 'otherNote',
  },
];
