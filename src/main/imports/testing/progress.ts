import type { ImportsDeps } from '../imports'

/** What `Imports` needs to count the progress of campaigns, for tests that don't. */
export const withoutProgress: Pick<ImportsDeps, 'calls' | 'zone' | 'files' | 'makeWorkList'> = {
  calls: () => Promise.resolve(null),
  zone: () => ({ offsetMs: 0, changes: [] }),
  files: { create: () => ({ path: '', remove: () => undefined }), clear: () => undefined },
  makeWorkList: null
}
