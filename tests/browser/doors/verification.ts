/** UV is set when the person has given the passphrase for this very request, and never otherwise. */
import { CREATION, call, flagsOf } from '../page-calls';
import type { CaseList, DoorCase } from './case-list';

const UV = 4;

/** Whether UV is set; the person gives the passphrase only where nothing else will do. */
const wanting = (userVerification: string, isVerified: boolean): DoorCase => ({
  async run({ stage }) {
    const page = await stage.open('/blank');
    await call(page, 'create', { ...CREATION, authenticatorSelection: { userVerification } });
    return ((await flagsOf(page)) & UV) !== 0;
  },
  result: isVerified,
});

export const VERIFICATION_LIST: CaseList = {
  cases: {
    'user verification, required: UV': wanting('required', true),
    'user verification, preferred and not given: no UV': wanting('preferred', false),
    'user verification, discouraged: no UV': wanting('discouraged', false),
  },
};
