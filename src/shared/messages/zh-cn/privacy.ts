import type { PrivacyMessages } from '../en/privacy'

/** 隐私与数据设置的文字（简体中文）。 */
export const privacyZhCn: PrivacyMessages = {
  maskedSummary: '号码已隐藏',
  wholeSummary: '显示完整号码',
  numbers: '号码',
  mask: '在所有位置隐藏客户号码',
  maskHint:
    '显示、复制、导出和日志中均为 138****8000，不影响呼叫。只有单位设置了地址，网页和姓名查询才会收到完整号码。',
  retention: '本机保留时间',
  retentionHint: '话机伴侣启动时及每天删除更早的内容。',
  stores: {
    calls: '最近通话',
    recordings: '播放过的录音',
    ruleDecisions: '规则记录',
    logs: '日志文件'
  },
  days: (days) => (days === 0 ? '不限' : `${days} 天`)
}
