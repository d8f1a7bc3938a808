/** The same batches; `onDone` gets the number of rows so far once a batch was taken. */
export async function* countedBatches<T>(
  batches: AsyncIterable<readonly T[]>,
  onDone: (done: number) => void
): AsyncGenerator<readonly T[]> {
  let done = 0
  for await (const batch of batches) {
    yield batch
    done += batch.length
    onDone(done)
  }
}
