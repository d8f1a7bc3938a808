import { codeOfListFailure } from '../../imports/parsing/failure'
import { systemClock } from '../../platform/clock'
import type { Moment } from '../../platform/moment'
import { checkFile, readContacts } from './contact-file'
import { contactJobSchema, type ContactReply } from './contact-messages'

/** Minimum interval of progress messages, in ms. */
const reportEveryMs = 100

/** The thread's end of a job. */
export interface ContactJobRun {
  /** The last batch was taken. */
  taken(): void
}

/** Carries out a job; its last reply is `checked`, `end` or `failed`. The job is cancelled by ending the thread. */
export function runContactJob(given: unknown, post: (reply: ContactReply) => void): ContactJobRun {
  let goOn = (): void => undefined
  let reported: Moment | null = null
  const report = (done: number, total: number): void => {
    const now = systemClock.moment()
    if (reported !== null && now.msSince(reported) < reportEveryMs) return
    reported = now
    post({ kind: 'progress', done, total })
  }
  const perform = async (): Promise<ContactReply> => {
    const job = contactJobSchema.parse(given)
    if (job.kind === 'check')
      return { kind: 'checked', file: await checkFile(job.path, ({ done, total }) => report(done, total)) }
    for await (const contacts of readContacts(job.path, job.table, job.columns, job.words)) {
      const taken = new Promise<void>((resolve) => (goOn = resolve))
      post({ kind: 'batch', contacts })
      await taken
    }
    return { kind: 'end' }
  }
  void perform()
    .catch((failure: unknown): ContactReply => ({ kind: 'failed', code: codeOfListFailure(failure) }))
    .then(post)
  return { taken: () => goOn() }
}
