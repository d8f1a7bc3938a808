import { outcomesZhCn } from './outcomes'
import type { recordsEn } from '../en/records'

const grouped = new Intl.NumberFormat('zh-CN')

/** 话单窗口的文字（简体中文）；columns、outcomes、yes、no 也用于导出的文件。 */
export const recordsZhCn: typeof recordsEn = {
  title: '话单',
  makeList: '用这些通话的号码创建外呼名单',
  columns: {
    startedAtMs: '时间',
    answeredAtMs: '接通时间',
    endedAtMs: '结束时间',
    callerNumber: '主叫号码',
    calleeNumber: '号码',
    contactName: '姓名',
    agentId: '话机',
    salesmanCode: '销售员',
    duration: '时长',
    cost: '费用',
    outcome: '结果',
    result: '业务结果',
    hasRecording: '录音',
    note: '备注',
    tags: '标签',
    id: '呼叫 ID'
  },
  outcomes: {
    answered: outcomesZhCn.answered,
    'not-answered': outcomesZhCn['not-answered'],
    'not-reached': outcomesZhCn['not-reached'],
    'phone-failed': outcomesZhCn['phone-failed'],
    unknown: '话单不完整'
  },
  yes: '有',
  no: '无',

  periods: {
    label: '时间段',
    today: '今天',
    yesterday: '昨天',
    'this-week': '本周',
    'last-week': '上周',
    'this-month': '本月',
    'last-month': '上月',
    range: '其他日期',
    from: '从',
    to: '到',
    show: '查询这些天',
    choose: '请选择第一天和最后一天。',
    previousMonth: '上个月',
    nextMonth: '下个月',
    none: '选择时间段',
    reload: '查询新的通话'
  },

  views: { label: '视图', list: '列表', understand: '图表' },

  whose: { label: '话单范围', mine: '我的', everyone: '全部坐席' },

  search: '搜索',
  searchPlaceholder: '号码、姓名、备注',
  clearSearch: '清除搜索',

  filter: {
    open: '筛选',
    openWith: (n) => `筛选，已启用 ${n} 项`,
    title: '筛选通话',
    clearAll: '全部清除',
    remove: (what) => `取消筛选：${what}`,
    active: '已启用的筛选',
    any: '不限',
    from: (what) => `${what}下限`,
    to: (what) => `${what}上限`,
    seconds: '秒',
    yuan: '元',
    days: '日期',
    hours: '时段',
    weekdays: '星期',
    least: (value) => `至少 ${value}`,
    most: (value) => `最多 ${value}`,
    chosen: (n) => `已选 ${n} 项`,
    find: (what) => `查找：${what}`,
    nothing: '这些话单中没有。',
    comma: '、',
    colon: '：'
  },

  table: {
    menu: '列',
    menuTitle: '列和号码',
    moveHint: '按 Alt+↑、Alt+↓ 移动一列。',
    moved: (name, place, places) => `${name}：第 ${place} 列，共 ${places} 列`,
    up: (name) => `前移：${name}`,
    down: (name) => `后移：${name}`,
    usual: '恢复默认列',
    mask: '隐藏号码中间几位',
    maskHint: '显示和复制为 138****5678。',
    label: '通话',
    recordingThere: '有录音',
    actions: '通话操作',
    details: '详情',
    copyNumber: '复制号码',
    copyRows: (n) => (n === 1 ? '复制这一行' : `复制 ${grouped.format(n)} 行`),
    download: (n) => (n === 1 ? '下载录音' : `下载 ${grouped.format(n)} 通的录音`),
    redial: (number) => `再次呼叫 ${number}`,
    copied: (n) => `已复制 ${grouped.format(n)} 行`,
    selected: (n) => `已选 ${grouped.format(n)} 通`,
    tooMany: (most) => `最多可以选择 ${grouped.format(most)} 通。`,
    calling: (number) => `正在呼叫 ${number}，请接听话机。`,
    asked: '请先确认关于这个号码的询问。'
  },

  totals: {
    label: '合计',
    calls: (n) => `${grouped.format(n)} 通`,
    of: (n, all) => `${n} / ${all}`,
    answered: (n, share) => `接通 ${n}（${share}）`,
    talk: '通话时长',
    cost: '费用',
    recordings: (n) => `${grouped.format(n)} 个录音`,
    downloadAll: (n) => `下载 ${grouped.format(n)} 个录音`,
    copy: '复制'
  },

  load: {
    label: '进度',
    loading: (share, calls) => `正在加载：时间段的 ${share}，已有 ${calls}`,
    waiting: (seconds) => `平台要求等待 ${seconds} 秒`,
    stop: '停止',
    stopTitle: '停止加载，已有的保留',
    resume: '加载其余部分',
    again: '重试',
    cancelled: '加载已停止，这里缺少一部分通话。',
    gaps: (n) => `这个时间段有 ${n} 部分未能加载，这里缺少一部分通话。`,
    showGaps: '哪些？',
    gapList: '缺少的部分',
    more: (n) => `另有 ${n} 部分`,
    incomplete: (n) => `有 ${n} 秒内的通话超过平台一次返回的上限，可能不全。`
  },

  empty: {
    loading: '正在加载通话…',
    title: '这个时间段没有通话',
    text: '选择其他时间段：',
    noMatchTitle: '没有符合的通话',
    noMatchText: (calls) => `这个时间段共有 ${calls}。`,
    noMatchSearch: (text) => `没有找到“${text}”。`,
    clear: '显示全部通话',
    failedTitle: '未能加载通话',
    viewFailedTitle: '未能显示通话',
    signedOutTitle: '尚未登录',
    signedOutText: '请在话机伴侣的主窗口登录，登录后这里会显示话单。'
  },

  keys: {
    move: '在列表中移动',
    ends: '第一通或最后一通',
    select: '选择多通',
    selectAll: '全选',
    details: '详情',
    search: '搜索',
    copy: '复制选中的行',
    redial: '再次呼叫',
    reload: '查询新的通话',
    views: '列表或图表'
  }
}
