import type { CallingRulesMessages } from '../en/calling-rules'

const grouped = new Intl.NumberFormat('zh-CN')
const numbers = (n: number): string => `${grouped.format(n)} 个号码`

/** 外呼规则与黑名单（简体中文）。 */
export const callingRulesZhCn: CallingRulesMessages = {
  actions: { off: '关闭', ask: '询问', refuse: '拒绝' },
  rules: { doNotCall: '黑名单中的号码', hours: '时段之外', attempts: '超过次数' },
  summaryOff: '关闭',
  summarySeparator: '、',
  summaryNames: { doNotCall: '黑名单', hours: '外呼时段', attempts: '呼叫次数' },

  hours: '外呼时段',
  hoursHint: '按本机时区计算。',
  days: ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
  from: (day) => `${day}：开始`,
  to: (day) => `${day}：结束`,
  closed: '不外呼',
  copy: (day) => `将${day}的时段用于每天`,
  copied: '每天的时段已相同。',
  badHours: '结束时间必须晚于开始时间。',

  attempts: '同一号码的呼叫次数',
  perHour: '60 分钟内',
  perDay: '24 小时内',
  total: '以下天数内',
  totalDays: '天数',
  limitHint: '0 表示不限。',
  scope: '计入的呼叫',
  scopes: { agent: '本话机', tenant: '全部话机' },
  tenantHint: '呼叫前会向平台查询，最多等待 3 秒。',
  whenUnknown: '平台未及时响应时',

  decisions: '规则记录',
  decisionsHint: '规则的询问和拒绝，以及您的选择：最近一年内最多 100,000 条。',
  exportDecisions: '导出…',

  list: '黑名单',
  open: '打开黑名单',
  listSummary: (n, fileNumbers) =>
    fileNumbers === null
      ? numbers(n)
      : `本机添加 ${grouped.format(n)} 个，文件 ${grouped.format(fileNumbers)} 个`,
  addedHere: '本机添加的号码',
  ofFile: '文件中的号码',
  add: '添加',
  addNumbers: '号码',
  addPlaceholder: '一个或多个号码',
  reason: '原因',
  reasonPlaceholder: '可不填',
  until: '有效期至',
  untilHint: '不填表示长期有效。',
  search: '搜索号码和原因',
  clearSearch: '显示全部',
  columns: { number: '号码和原因', until: '有效期至', actions: '操作' },
  addedOn: (day) => `添加时间：${day}`,
  always: '长期',
  remove: (number) => `移除 ${number}`,
  removeShort: '移除',
  undo: '撤销',
  added: (n, extended, known) => {
    const parts = [
      n > 0 || extended === 0 ? `已添加 ${numbers(n)}` : '',
      extended > 0 ? `已延长 ${numbers(extended)}的有效期` : '',
      known > 0 ? `${grouped.format(known)} 个已在黑名单中` : ''
    ]
    return `${parts.filter((part) => part !== '').join('，')}。`
  },
  removed: (number) => `已将 ${number} 移出黑名单。`,
  undone: '已撤销。',
  emptyTitle: '黑名单为空',
  emptyText: '可在此添加号码、导入文件，或在通话结束后按 D 键。',
  noMatch: '没有匹配的号码。',
  loading: '正在加载…',
  import: '导入…',
  importHint: '文件中的所有号码都使用上方的原因和有效期。',
  export: '导出…',
  transfer: {
    reading: (file) => `正在读取 ${file}…`,
    imported: (file, { added, extended, known, skipped }) =>
      [
        `${file}：已添加 ${numbers(added)}`,
        extended > 0 ? `已延长 ${numbers(extended)}的有效期` : '',
        known > 0 ? `${grouped.format(known)} 个已在黑名单中` : '',
        skipped > 0 ? `${grouped.format(skipped)} 个单元格未采用` : ''
      ]
        .filter((part) => part !== '')
        .join('，'),
    exported: (file, rows) => `${file}：已写入 ${grouped.format(rows)} 行`,
    failed: (file, reason) => `${file}：${reason}`
  },
  file: (name, n) => `${name}，${numbers(n)}`,
  noFile: '未选择文件',
  fileHint: '文件有变化时会重新读取，其中的号码也不会进入导入。',
  fileOutdated: '文件已不存在，仍使用上次读取的号码。',
  chooseFile: '选择…',
  changeFile: '更换…',
  removeFile: '移除',

  never: '不再呼叫',
  neverKey: '不再呼叫（D）',
  neverDone: '已加入黑名单'
}
