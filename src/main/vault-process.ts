import { useKeyStore, type Keytar } from './session/key-store/key-store'
import { vaultRequestSchema } from './session/key-store/vault-messages'

// A process of its own for the key store: a library that crashes (keytar without a key ring) or waits
// for a person (a locked one) takes this process down or holds it, and not the program.

process.parentPort.once('message', ({ data }) => {
  const request = vaultRequestSchema.parse(data)
  void useKeyStore(async () => (await import('keytar')).default as Keytar, request).then((reply) =>
    process.parentPort.postMessage(reply)
  )
})
