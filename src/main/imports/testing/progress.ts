import type { ImportsDeps } from '../imports'

/** What `Imports` needs to count the progress of campaigns, for tests that don't. */
export const withoutProgress: Pick<ImportsDeps, 'calls' | 'zone'> = {
  calls: () => Promise.resolve(null),
  zone: () => ({ offsetMs: 0, changes: [] })
}
