import { jsonReply, type Reply } from './reply'

/** The service's labels for request fields. */
const FIELD_LABELS = {
  calleeNumber: '被叫号码',
  callerNumber: '主叫号码',
  agentId: '固定话机ID',
  salesmanCode: '销售员编号',
  startTime: '开始时间',
  endTime: '结束时间',
  access_token: '访问密钥',
  numbers: '被叫号码数组'
} as const

/** A request field that an error can name. */
export type RequestField = keyof typeof FIELD_LABELS

/**
 * Every error of the service. 30105 and its message are from the document (返回数据, 错误信息); the other codes are
 * invented, because the document shows only that one.
 */
const ERRORS = {
  'body-not-json': [422, 30100, '请求内容不是合法的JSON对象。'],
  'value-missing': [422, 30101, '“{label}”不能为空。'],
  'not-an-integer': [422, 30102, '“{label}”必须是正整数。'],
  'not-a-text': [422, 30103, '“{label}”必须是不超过64个字符的字符串。'],
  'time-invalid': [422, 30104, '“{label}”不是合法的时间(RFC 3339)。'],
  'number-invalid': [422, 30105, '“{label}”不是合法的手机号或固定电话。'],
  'listed-number-invalid': [422, 30105, '第{position}个被叫号码“{number}”不是合法的手机号或固定电话。'],
  'agent-unknown': [422, 30106, '“固定话机ID”不存在。'],
  'caller-unbound': [422, 30107, '“主叫号码”没有绑定话机。'],
  'caller-shared': [422, 30108, '“主叫号码”对应多个固定话机,请填写“固定话机ID”。'],
  'phone-busy': [422, 30109, '话机忙,请稍后再试。'],
  'too-many-rows': [422, 30110, '返回结果超过1万条,请缩短查询时间间隔。'],
  'period-reversed': [422, 30111, '“结束时间”不能早于“开始时间”。'],
  'not-a-list': [422, 30112, '“{label}”必须是非空的字符串数组。'],
  'token-missing': [401, 40101, '缺少“访问密钥”。'],
  'token-wrong': [401, 40102, '“访问密钥”不正确。'],
  'tenant-unknown': [404, 40401, '租户不存在。'],
  'call-unknown': [404, 40402, '呼叫不存在。'],
  'campaign-unknown': [404, 40403, '呼叫任务不存在。'],
  'path-unknown': [404, 40404, '请求的地址不存在。'],
  'recording-unknown': [404, 40405, '录音不存在。'],
  'method-not-allowed': [405, 40501, '不支持该请求方法。'],
  'body-too-large': [413, 41301, '请求内容过大。'],
  'broken-inside': [500, 50001, '服务内部错误。']
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>

type ServiceErrorName = keyof typeof ERRORS

export interface Refusal {
  name: ServiceErrorName
  field?: RequestField
  /** Values for the message's other placeholders. */
  values?: Record<string, string | number>
}

/** Returns the error reply in the document's format (返回数据, 错误信息): `{status, error: {code, message, field?}}`. */
export function refuse({ name, field, values = {} }: Refusal): Reply {
  const [status, code, template] = ERRORS[name]
  const gaps: Record<string, string | number> = { ...(field && { label: FIELD_LABELS[field] }), ...values }
  const message = template.replace(/\{(\w+)\}/g, (whole, gap: string) => String(gaps[gap] ?? whole))
  return jsonReply(status, { status, error: { code, message, ...(field && { field }) } })
}
