import type { TextName } from '../texts/text';

/** How a key is added at one site. */
export type Guide = {
  /** The site's own name, which is the same in every language. */
  site: string;
  /** Which of the site's accounts, where it has several kinds. */
  whose?: TextName;
  /** The RP IDs of its keys are these, or domains below them. */
  domains: string[];
  /** The page of the setting. */
  address: string;
  steps: TextName[];
  remarks: TextName[];
};

const AWS = {
  site: 'AWS',
  domains: ['aws.amazon.com', 'amazonaws.cn', 'amazonaws-us-gov.com'],
  address: 'https://console.aws.amazon.com/iam/home#/security_credentials',
};

const MICROSOFT = { site: 'Microsoft', domains: ['microsoft.com', 'microsoftonline.com', 'live.com'] };

export const GUIDES: Guide[] = [
  {
    ...AWS,
    whose: 'awsIamUser',
    steps: ['awsIamSignIn', 'awsCredentials', 'awsAssign', 'awsKind', 'guideApprove'],
    remarks: ['awsIamRefused', 'awsConsoleOnly', 'guideCountedTogether'],
  },
  {
    ...AWS,
    whose: 'awsRootUser',
    steps: ['awsRootSignIn', 'awsCredentials', 'awsAssign', 'awsKind', 'guideApprove'],
    remarks: ['guideCountedTogether'],
  },
  {
    site: 'GitHub',
    domains: ['github.com'],
    address: 'https://github.com/settings/security',
    steps: ['githubSettings', 'githubPasskey', 'guideApprove'],
    remarks: ['githubSecondFactor'],
  },
  {
    site: 'Google',
    domains: ['google.com'],
    address: 'https://myaccount.google.com/signinoptions/passkeys',
    steps: ['googleSettings', 'googleCreate', 'guideApprove'],
    remarks: ['googleFirst'],
  },
  {
    ...MICROSOFT,
    whose: 'microsoftPersonal',
    address: 'https://account.microsoft.com/security',
    steps: ['microsoftSettings', 'microsoftAdd', 'guideApprove', 'microsoftName'],
    remarks: ['guideCountedTogether'],
  },
  {
    ...MICROSOFT,
    whose: 'microsoftWork',
    address: 'https://mysignins.microsoft.com/security-info',
    steps: ['microsoftWorkSettings', 'microsoftWorkAdd', 'guideApprove', 'microsoftName'],
    remarks: ['microsoftWorkRules', 'guideCountedTogether'],
  },
  {
    site: 'GitLab',
    domains: ['gitlab.com'],
    address: 'https://gitlab.com/-/profile/two_factor_auth',
    steps: ['gitlabSettings', 'gitlabAdd', 'guideApprove'],
    remarks: ['gitlabOlder'],
  },
  {
    site: 'Cloudflare',
    domains: ['cloudflare.com'],
    address: 'https://dash.cloudflare.com/profile/authentication',
    steps: ['cloudflareSettings', 'cloudflareAdd', 'guideApprove', 'cloudflareName'],
    remarks: ['cloudflareEmail'],
  },
  {
    site: 'Dropbox',
    domains: ['dropbox.com'],
    address: 'https://www.dropbox.com/account/security',
    steps: ['dropboxSettings', 'dropboxAdd', 'guideApprove', 'dropboxName'],
    remarks: ['dropboxTeams'],
  },
  {
    site: 'npm',
    domains: ['npmjs.com'],
    address: 'https://www.npmjs.com/settings/~/profile',
    steps: ['npmSettings', 'npmAdd', 'guideApprove', 'npmCodes'],
    remarks: ['npmTerminal'],
  },
  {
    site: 'PyPI',
    domains: ['pypi.org'],
    address: 'https://pypi.org/manage/account/',
    steps: ['pypiBefore', 'pypiAdd', 'pypiName', 'guideApprove'],
    remarks: ['pypiAfterPassword'],
  },
];

/** What to look for at a site that has no guide. */
export const ANY_OTHER_SITE = {
  steps: ['otherWhere', 'otherWhat', 'guideApprove'],
  remarks: ['otherDifference', 'otherNone'],
} satisfies Pick<Guide, 'steps' | 'remarks'>;
