import type { PromptMessages } from '../en/prompt'

/** 从号码到呼叫之间的询问和提示（简体中文）。 */
export const promptZhCn: PromptMessages = {
  pausing: (seconds) => `${seconds} 秒后呼叫`,
  pausingHint: '按 Esc 或点击取消',
  pausingKeyHint: '按 Esc 或点击取消 · 再按快捷键立即呼叫',
  cancelCall: (number) => `取消呼叫 ${number}`,
  callNow: '立即呼叫',
  choose: (n) => `有 ${n} 个号码，呼叫哪一个？`,
  chooseHint: '按 1–9 或 ↑ ↓ 加 Enter 呼叫 · 按 Esc 取消',
  confirm: '呼叫这个号码？',
  confirmLink: '链接请求呼叫这个号码',
  call: '呼叫',
  ignoredLink: '已忽略另一个链接',
  noNumber: '没有找到电话号码',
  quoted: (text) => `“${text}”`,
  nothing: '没有复制任何内容。',
  refused: '没有呼叫',
  close: '点击关闭',
  extension: (extension) => `分机 ${extension}`,
  extensionNote: (extension) => `分机 ${extension} 不会自动拨出`,
  lastCall: (ago) => `${ago}呼叫过`,
  momentAgo: '刚刚',
  goesOn: '进行中',

  checking: '正在检查…',
  checkingHint: '正在向平台查询此号码的呼叫次数，按 Esc 取消',

  reasons: {
    'called-recently': (ago, outcome) =>
      outcome === '' ? `${ago}呼叫过这个号码。` : `${ago}呼叫过这个号码（${outcome}）。`,
    'call-under-way': '另一通呼叫正在进行。',
    'outcome-unknown': '已请求呼叫这个号码，但没有收到响应，对方可能已经响铃。',
    always: '您选择了每次呼叫前询问。',
    link: '由网页或其他程序请求。',
    'new-salesman': (code) => `销售员编号 ${code} 在本机首次使用。平台中没有时会自动创建销售员。`,
    doubtful: '号码可能有误，请核对。'
  },

  doubts: {
    'service-number': '400/800 号码',
    'short-code': '短号码',
    foreign: '境外号码',
    'no-area-code': '缺少区号',
    'unknown-area': '区号未分配',
    'odd-grouping': '分组不常见',
    fax: '传真号码'
  }
}
