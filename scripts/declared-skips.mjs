/** Tests that may be skipped, each `{ runner, test, reason }`. Any other skipped test fails the run. */
export const DECLARED_SKIPS = [];
