import { useKeyStore, type Keytar } from './session/key-store/key-store'
import { vaultRequestSchema } from './session/key-store/vault-messages'

// Separate process for the key store: a library that crashes (keytar without a key ring) or blocks on a password
// prompt (a locked key ring) affects only this process.

process.parentPort.once('message', ({ data }) => {
  const request = vaultRequestSchema.parse(data)
  void useKeyStore(async () => (await import('keytar')).default as Keytar, request).then((reply) =>
    process.parentPort.postMessage(reply)
  )
})
