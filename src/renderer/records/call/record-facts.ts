import type { RecordingsMessages } from '../../../shared/messages/en/recordings'
import type { RecordRow } from '../../../shared/records/row-schema'
import type { Fact } from '../../ui/fact'
import { dateFormat, formatCost, formatTalk } from '../../platform/times'
import { numberText } from '../table/cells'

/** Date and time with seconds in the user's time zone: 2026/03/14 09:26:53. */
const formatStamp = (atMs: number, locale: string): string =>
  dateFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23'
  }).format(atMs)

/** All fields of a record (document, 二、查询一通呼叫): a dash for missing values, invalid values unchanged. */
export function recordRowFacts(
  row: RecordRow,
  isMasked: boolean,
  locale: string,
  t: RecordingsMessages['call']
): Fact[] {
  const stamp = (atMs: number | null) => (atMs === null ? t.unknown : formatStamp(atMs, locale))
  const text = (value: string | null) => (value === null || value.trim() === '' ? t.unknown : value)
  const none = row.endedAtMs === null ? t.noRecordingYet : t.noRecording
  return [
    { name: t.startedAt, value: stamp(row.startedAtMs) },
    { name: t.answeredAt, value: stamp(row.answeredAtMs) },
    { name: t.endedAt, value: stamp(row.endedAtMs) },
    {
      name: t.duration,
      value: row.durationSeconds === null ? text(row.duration) : formatTalk(row.durationSeconds * 1_000)
    },
    {
      name: t.cost,
      value: row.costYuan === null ? text(row.cost) : formatCost(String(row.costYuan), locale)
    },
    {
      name: t.caller,
      value: text(numberText(row.callerNumber, isMasked))
    },
    { name: t.agent, value: row.agentId === null ? t.unknown : String(row.agentId) },
    { name: t.salesman, value: text(row.salesmanCode) },
    { name: t.recording, value: row.hasRecording ? t.hasRecording : none },
    { name: t.id, value: row.id, copyLabel: t.copyId }
  ]
}
