import type { CampaignProgressMessages } from '../en/campaign-progress'

const grouped = new Intl.NumberFormat('zh-CN')
const numbers = (n: number): string => `${grouped.format(n)} 个号码`
const calls = (n: number): string => `${grouped.format(n)} 通呼叫`

/** 呼叫任务的进度（简体中文）。 */
export const campaignProgressZhCn: CampaignProgressMessages = {
  title: '呼叫任务进度',
  parts: {
    answered: '已接通',
    notAnswered: '未接通',
    notCalled: '未呼叫'
  },
  called: '已呼叫',
  part: (name, n, share) => `${name}：${numbers(n)}，${share}`,
  calledOf: (total) => `个号码已呼叫，共导入 ${total} 个`,
  attempts: (n) => calls(n),
  asOf: (when) => `截至 ${when}`,
  period: (from, to) => `话单时段：${from} 至 ${to}`,
  counts: '号码导入之后，企业内任何话机对它的呼叫都计算在内。',
  refresh: '刷新',
  cancel: '取消',
  loading: (share, n) => `正在加载话单：${share}，${calls(n)}`,
  counting: (n) => `正在统计：${calls(n)}`,
  waiting: (seconds) => `平台要求稍候：${seconds} 秒`,
  waitingTitle: '正在加载话单',
  cancelled: '已取消刷新，显示的是上次统计的结果。',
  cancelledFirst: '已取消统计。',
  failed: '未能刷新进度。',
  notCounted: '尚未统计。',
  nothingSent: '还没有导入号码，暂无进度。',
  nothingCalled: '导入的号码都还没有呼叫。',
  gaps: (n) => `有 ${grouped.format(n)} 个时段缺少话单，实际进度可能更高。`,
  gap: (from, to) => `缺少 ${from} 至 ${to} 的话单。`,
  moreGaps: (n) => `另有 ${grouped.format(n)} 个时段`,
  incomplete: (n) => `有 ${grouped.format(n)} 秒内的呼叫超过平台一次返回的上限，可能有遗漏。`,
  unreadable: (n) => `有 ${calls(n)}无法统计，因为平台没有显示完整号码。`,
  days: '按天',
  columns: {
    day: '日期',
    attempts: '呼叫数',
    called: '首次呼叫的号码',
    answered: '首次接通的号码'
  },
  dayBar: (called, answered) => `首次呼叫 ${numbers(called)}，首次接通 ${grouped.format(answered)} 个`,
  moreDays: (n) => `显示更早的 ${grouped.format(n)} 天`,
  export: '按天导出…',
  list: {
    button: '创建外呼名单…',
    title: '未接通号码的外呼名单',
    text: '号码以上次统计的结果为准。',
    choices: {
      'not-called': '未呼叫',
      'not-answered': '已呼叫，未接通',
      both: '以上全部'
    },
    gone: '退出登录时已删除号码明细，无法创建外呼名单。'
  },
  row: (share) => `已呼叫 ${share}`,
  said: (called, answered) => `已呼叫 ${numbers(called)}，已接通 ${grouped.format(answered)} 个。`
}
