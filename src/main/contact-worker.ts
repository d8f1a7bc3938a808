import { parentPort, workerData } from 'node:worker_threads'
import { runContactJob } from './contacts/parsing/contact-job'

// Separate thread for one untrusted file of contacts: its memory is bounded, a crash ends only this thread, and
// terminating it cancels the job.

if (parentPort !== null) {
  const port = parentPort
  const run = runContactJob(workerData, (reply) => port.postMessage(reply))
  port.on('message', () => run.taken())
}
