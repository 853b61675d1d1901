/** Tests that may be skipped, each `{ runner, test, reason }`. Any other skipped test fails the run. */
export const DECLARED_SKIPS = ['IndexedDB', 'local storage'].map((folder) => ({
  runner: 'browser',
  test: `${folder} read-only: keys sign in, new ones are refused, and nothing is lost`,
  reason: 'it mounts, which only root may',
}));
