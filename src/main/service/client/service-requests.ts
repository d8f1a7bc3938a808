import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { StartCallRequest } from '../../platform/ports'
import type { RestRequest } from './rest-transport'
import { urlPart } from '../url-part'

/** Encodes `text` as a single path segment; null if it is empty, too long or a dot segment (path traversal). */
function segment(text: string): string | null {
  if (text === '' || text === '.' || text === '..' || text.length > 200) return null
  return urlPart(text)
}

const maxSmallBodyBytes = 1_024 * 1_024

/** Builds the document's requests for one tenant. `input-invalid` names the field that can't be sent. */
export interface ServiceRequests {
  startCall(request: StartCallRequest): Result<RestRequest>
  readCall(callId: string): Result<RestRequest>
  queryByPeriod(startMs: number, endMs: number): Result<RestRequest>
  importNumbers(campaignId: string, numbers: readonly string[]): Result<RestRequest>
}

/** `maxBodyBytes`: the largest reply to accept; only a period query accepts more than 1 MiB. */
export function createServiceRequests(tenantId: string, maxBodyBytes: number): ServiceRequests {
  const tenant = segment(tenantId)
  const smallBodyBytes = Math.min(maxBodyBytes, maxSmallBodyBytes)
  const invalid = (field: string): Result<RestRequest> => failed({ code: 'input-invalid', field })
  const write = (operation: 'startCall' | 'importNumbers', path: string, body: object): Result<RestRequest> =>
    succeeded({
      ...{ operation, use: 'write', path, isTokenNeeded: false },
      body: JSON.stringify(body),
      maxBodyBytes: smallBodyBytes
    })

  return {
    startCall({ calleeNumber, callerNumber, agentId, salesmanCode }) {
      if (tenant === null) return invalid('tenantId')
      // The document's four fields, in its order; omit unset ones.
      return write('startCall', `/tserver/tenants/${tenant}/calls`, {
        calleeNumber,
        ...(callerNumber === null || callerNumber === '' ? {} : { callerNumber }),
        ...(agentId === null ? {} : { agentId }),
        ...(salesmanCode === null || salesmanCode === '' ? {} : { salesmanCode })
      })
    },
    readCall(callId) {
      const call = segment(callId)
      if (tenant === null) return invalid('tenantId')
      if (call === null) return invalid('callId')
      return succeeded({
        ...{ operation: 'readCall', use: 'read', path: `/tserver/tenants/${tenant}/calls/${call}` },
        ...{ isTokenNeeded: false, body: null, maxBodyBytes: smallBodyBytes }
      })
    },
    queryByPeriod(startMs, endMs) {
      if (tenant === null) return invalid('tenantId')
      const [start, end] = [new Date(startMs), new Date(endMs)]
      if (Number.isNaN(start.getTime())) return invalid('startTime')
      if (Number.isNaN(end.getTime())) return invalid('endTime')
      const query = `startTime=${urlPart(start.toISOString())}&endTime=${urlPart(end.toISOString())}`
      const path = `/tserver/tenants/${tenant}/calls/queryByPeriod?${query}`
      return succeeded({
        ...{ operation: 'queryByPeriod', use: 'read', path, isTokenNeeded: true, body: null, maxBodyBytes }
      })
    },
    importNumbers(campaignId, numbers) {
      const campaign = segment(campaignId)
      if (tenant === null) return invalid('tenantId')
      if (campaign === null) return invalid('campaignId')
      return write('importNumbers', `/outbound/tenants/${tenant}/campaigns/${campaign}/numbers`, { numbers })
    }
  }
}
