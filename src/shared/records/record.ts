/**
 * A call's record (话单; document, 二、查询一通呼叫). Any field but `id` can be missing: null then
 * means "not known yet". Times are epoch ms.
 */
export interface CallRecord {
  id: string
  callerNumber: string | null
  calleeNumber: string | null
  agentId: number | null
  salesmanCode: string | null
  /** 呼叫发起时间 */
  startedAtMs: number | null
  /** 应答时间 */
  answeredAtMs: number | null
  /** 通话结束时间; a record with it is complete. */
  endedAtMs: number | null
  /** 通话持续时长, seconds, as the service wrote them. */
  duration: string | null
  /** 费用, yuan, as the service wrote it. */
  cost: string | null
  /** 录音URL, unchecked text. */
  recordUrl: string | null
}

/** A message of a desk phone's channel (document, 订阅话机状态). */
export interface MonitorMessage {
  agentId: number
  callId: string
  callerNumber: string | null
  calleeNumber: string | null
  salesmanCode: string | null
  /** A state of the document, or any other value as received. */
  state: string
  /** 呼叫开始时间 (`updatedAt`), epoch ms. */
  startedAtMs: number | null
}
