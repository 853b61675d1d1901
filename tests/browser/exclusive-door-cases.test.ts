/** What is tested of WebAuthn at the page door, at the exclusive door: the same lists, with the differences that are known. */
import { ALGORITHM_LIST } from './doors/algorithms';
import { testAt, testNoDifferenceIsLeftOver } from './doors/case-list';
import { EXCLUSION_LIST } from './doors/exclusion';
import { FRAME_LIST } from './doors/frames';
import { QUIRK_LIST } from './doors/quirks';
import { RELATED_ORIGINS_LIST } from './doors/related-origins';
import { SEVERAL_LIST } from './doors/several-at-once';
import { SIGNAL_LIST } from './doors/signals';
import { VERIFICATION_LIST } from './doors/verification';

const LISTS = [
  ALGORITHM_LIST,
  EXCLUSION_LIST,
  FRAME_LIST,
  QUIRK_LIST,
  RELATED_ORIGINS_LIST,
  SEVERAL_LIST,
  SIGNAL_LIST,
  VERIFICATION_LIST,
];

testAt('exclusive', ...LISTS);
testNoDifferenceIsLeftOver(...LISTS);
