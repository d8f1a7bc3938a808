import { parentPort } from 'node:worker_threads'
import { createListJobs } from './imports/parsing/list-jobs'

// Separate thread for untrusted files: its memory is bounded, a crash ends only this thread, and terminating it
// cancels the current file.

if (parentPort !== null) {
  const port = parentPort
  const jobs = createListJobs({
    post: (reply, transfer) => port.postMessage(reply, transfer)
  })
  port.on('message', (message: unknown) => jobs.handle(message))
}
