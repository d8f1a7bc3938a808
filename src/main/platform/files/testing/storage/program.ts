import { createInterface } from 'node:readline'
import { writeSync } from 'node:fs'
import { openDocument } from '../../document-file'
import { generationOf, generationSchema, type Order } from './generations'

// A program that keeps a document like Deskline does, to be killed and run where it can't write. It reads commands,
// one JSON per line, and answers each with one.

let folder = ''
let isForEver = false

const obey = (order: Order): unknown => {
  switch (order.do) {
    case 'become':
      // The group first, because the right to change it is lost afterwards.
      process.setgid?.(order.id)
      process.setuid?.(order.id)
      return {}
    case 'open': {
      folder = order.folder
      const problems: string[] = []
      file = open(problems)
      return { initial: file.initial.generation, problems }
    }
    case 'write':
      told.length = 0
      file.write(generationOf(order.generation, order.size))
      file.flush()
      return { problems: [...told] }
    case 'write-for-ever':
      isForEver = true
      return {}
  }
}

const told: string[] = []
const open = (problems: string[]) =>
  openDocument({
    folder,
    name: 'thing',
    version: 1,
    schema: generationSchema,
    fallback: generationOf(0, 0),
    onProblem({ kind }) {
      problems.push(kind)
      told.push(kind)
    }
  })
let file: ReturnType<typeof open>

const answer = (value: unknown): void => void writeSync(1, `${JSON.stringify(value)}\n`)

createInterface({ input: process.stdin }).on('line', (line) => {
  answer(obey(JSON.parse(line) as Order))
  if (!isForEver) return
  // Varying sizes, so that a kill can hit any position of a write; the number is reported once it is written.
  for (let generation = 1; ; generation += 1) {
    file.write(generationOf(generation, (generation * 7_919) % 300_000))
    file.flush()
    answer({ generation })
  }
})
