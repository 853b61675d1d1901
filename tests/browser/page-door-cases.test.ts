/** At the page door, the lists that `exclusive-door-cases.test.ts` runs at the other one and that no other file runs here. */
import { testAt } from './doors/case-list';
import { EXCLUSION_LIST } from './doors/exclusion';
import { FRAME_LIST } from './doors/frames';
import { SEVERAL_LIST } from './doors/several-at-once';
import { SIGNAL_LIST } from './doors/signals';
import { VERIFICATION_LIST } from './doors/verification';

testAt('page', EXCLUSION_LIST, FRAME_LIST, SEVERAL_LIST, SIGNAL_LIST, VERIFICATION_LIST);
