import { succeeded, type Result } from '../../shared/result'
import type { ServerChoice } from '../../shared/session'
import type { Connection, LiveLineListener } from '../core/ports'
import { createServiceClient, type ExchangeNote, type ServiceClient } from './client'
import { endpointsOf } from './endpoints'
import { createLiveLine, type WatchedLiveLine } from './live-line'

/** Both ways to the service, as the adapters have them. */
export interface OpenedConnection extends Connection {
  service: ServiceClient
  line: WatchedLiveLine
}

/**
 * Opens the ways to the service for one account; nothing is sent yet. `address-invalid`, with its field,
 * when a custom address can't be used.
 */
export function openConnection(options: {
  account: { server: ServerChoice; tenantId: string; agentId: number }
  token: string
  listener: LiveLineListener
  isTokenSentEverywhere: () => boolean
  /** For the log. */
  onExchange?: (note: ExchangeNote) => void
}): Result<OpenedConnection> {
  const { account, token, listener, isTokenSentEverywhere, onExchange } = options
  const endpoints = endpointsOf(account.server)
  if (!endpoints.ok) return endpoints
  return succeeded({
    service: createServiceClient({
      endpoints: endpoints.value,
      tenantId: account.tenantId,
      token: () => token,
      isTokenSentEverywhere,
      onExchange
    }),
    line: createLiveLine({
      fayeUrl: endpoints.value.fayeUrl,
      agentIds: [account.agentId],
      onMessage: (message, heardAtMs) => listener.onMessage(message, heardAtMs),
      onStatus: (status, detail) => listener.onStatus(status, detail)
    })
  })
}
