import { parentPort } from 'node:worker_threads'
import { createListJobs } from './imports/parsing/list-jobs'

// A thread of its own for files from anywhere: its memory is bounded, what one of them does to it ends with
// it, and ending it cancels whatever it is at.

if (parentPort !== null) {
  const port = parentPort
  const jobs = createListJobs({
    post: (reply, transfer) => port.postMessage(reply, transfer)
  })
  port.on('message', (message: unknown) => jobs.handle(message))
}
