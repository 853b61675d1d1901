/** What is tested of WebAuthn at the page door, at the exclusive door: the same lists, with the differences that are known. */
import { ALGORITHM_LIST } from './doors/algorithms';
import { testAt, testNoDifferenceIsLeftOver } from './doors/case-list';
import { QUIRK_LIST } from './doors/quirks';
import { RELATED_ORIGINS_LIST } from './doors/related-origins';

const LISTS = [QUIRK_LIST, ALGORITHM_LIST, RELATED_ORIGINS_LIST];

testAt('exclusive', ...LISTS);
testNoDifferenceIsLeftOver(...LISTS);
