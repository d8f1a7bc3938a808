import type { campaignsEn } from '../en/campaigns'

const grouped = new Intl.NumberFormat('zh-CN')

/** 主窗口中关于呼叫任务和导入的文字（简体中文）。 */
export const campaignsZhCn: typeof campaignsEn = {
  title: '呼叫任务',
  hint: '呼叫任务：导入号码名单',
  show: '查看导入',
  running: (name) => `正在导入 ${name}`,
  waiting: (name) => `等待继续导入 ${name}`,
  pausing: (name) => `正在暂停导入 ${name}`,
  interrupted: (name) => `导入中断：${name}`,
  stopped: (name) => `导入停止：${name}`,
  undecided: (n, name) => `${grouped.format(n)} 个请求待确认：${name}`,
  pasted: '粘贴的号码',
  dismiss: '关闭'
}
