import type { outcomesEn, stepsEn } from '../en/outcomes'

/** 呼叫结果：窗口、托盘、通知和导出文件用词一致。 */
export const outcomesZhCn: typeof outcomesEn = {
  answered: '已接通',
  'not-answered': '无人接听',
  'not-reached': '无法接通',
  'phone-failed': '话机未接听',
  'hung-up-early': '接通前挂断',
  refused: '平台拒绝',
  unknown: '结果未知'
}

/** 自己话机上一通呼叫的各个步骤。 */
export const stepsZhCn: typeof stepsEn = {
  requesting: '正在请求平台…',
  unknown: '结果未知，正在核实…',
  starting: '正在发起呼叫…',
  'phone-rings': '话机响铃，请接听',
  'phone-answered': '话机已接听',
  calling: '正在呼叫对方',
  ringing: '对方振铃',
  talking: '通话中',
  ended: '已结束'
}
