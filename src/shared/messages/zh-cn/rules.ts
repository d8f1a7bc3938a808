import type { RuleMessages } from '../en/rules'

/** 外呼规则的提示与导出文件用语（简体中文）。 */
export const rulesZhCn: RuleMessages = {
  'do-not-call': ({ reason }) => (reason === '' ? '此号码在黑名单中。' : `此号码在黑名单中：${reason}。`),
  'do-not-call-unknown': () => '无法读取黑名单，此号码可能在黑名单中。',
  'outside-hours': () => '现在不在允许外呼的时段内。',
  'too-many-attempts': ({ count, limit, withinDays }) => {
    const period = withinDays < 1 ? '60 分钟' : withinDays === 1 ? '24 小时' : `${withinDays} 天`
    return `此号码在 ${period}内已呼叫 ${count} 次，上限为 ${limit} 次。`
  },
  'attempts-unknown': () => '未能及时查到此号码已被呼叫的次数。',
  possibleAt: (at) => `${at} 起可以呼叫。`,

  files: {
    list: { stem: '黑名单', titles: ['号码', '原因', '添加时间', '有效期至'] },
    decisions: {
      stem: '规则记录',
      titles: ['时间', '号码', '来源', '规则', '结果'],
      sources: {
        window: '窗口',
        'hot-key': '快捷键',
        tray: '托盘',
        link: '链接',
        'trusted-link': '信任的链接',
        'command-line': '命令行',
        notification: '通知',
        'work-list': '外呼名单'
      },
      rules: {
        'do-not-call': '黑名单',
        'do-not-call-unknown': '黑名单无法读取',
        'outside-hours': '外呼时段',
        'too-many-attempts': '呼叫次数',
        'attempts-unknown': '呼叫次数未知'
      },
      answers: { yes: '已呼叫', no: '未呼叫', refused: '已拒绝' }
    }
  }
}
