import type { WorkListsMessages } from '../en/work-lists'

const grouped = new Intl.NumberFormat('zh-CN')
const entries = (n: number): string => `${grouped.format(n)} 个号码`
const rows = (n: number): string => `${grouped.format(n)} 行`

/** 创建和管理外呼名单的文字（简体中文）。 */
export const workListsZhCn: WorkListsMessages = {
  title: '外呼名单',
  signedOutTitle: '尚未登录',
  signedOutText: '请在主窗口登录，此处显示该账号的外呼名单。',
  loading: '正在加载外呼名单…',
  closedTitle: '外呼名单暂时无法使用',
  new: '新建名单',
  newHint: '选择号码来源。',
  show: '显示',
  shown: { active: '进行中', finished: '已完成', archived: '已归档' },
  listNames: '外呼名单',
  noneOf: { active: '没有进行中的名单。', finished: '没有已完成的名单。', archived: '没有已归档的名单。' },
  emptyTitle: '还没有外呼名单',
  emptyText: '按外呼名单逐个拨打号码，并记录每通电话的结果。名单只保存在本机。',
  dropOne: '请一次拖入一个文件。',
  drop: '松开即可创建外呼名单',

  sources: {
    file: '从文件导入…',
    text: '粘贴号码…',
    contacts: '全部联系人',
    callbacks: '到期的回拨'
  },
  otherSources: '搜索到的联系人、筛选后的话单和呼叫任务未接通的号码，可在相应窗口中选择“创建外呼名单”。',

  card: {
    detailsOf: (name) => `“${name}”的详情`,
    work: '开始外呼',
    workLong: (name) => `开始外呼“${name}”`,
    details: '详情',
    progress: (name) => `${name}的进度`,
    done: (done, all) => `已完成 ${grouped.format(done)} / ${grouped.format(all)}`,
    left: (n) => `待呼叫 ${grouped.format(n)}`,
    later: (n) => `稍后再打 ${grouped.format(n)}`,
    nextAt: (when) => `下一个 ${when}`,
    unsure: (n) => `待确认 ${grouped.format(n)}`,
    answered: (share) => `接通率 ${share}`,
    between: (time) => `平均每 ${time} 一通`,
    created: (when) => `创建时间：${when}`
  },

  actions: {
    more: '更多',
    moreOf: (name) => `${name}的更多操作`,
    rename: '重命名',
    finish: '标为已完成',
    reopen: '重新开启',
    archive: '归档',
    putBack: (n) => `重新呼叫已跳过的 ${entries(n)}`,
    remove: '删除…',
    removeAsk: (name, n) => `删除“${name}”及其中 ${entries(n)}？`,
    removeConfirm: '删除',
    removed: (name) => `已删除“${name}”。`,
    restored: (name) => `已恢复“${name}”。`,
    undo: '撤销',
    save: '保存',
    cancel: '取消',
    name: '名单名称'
  },

  list: {
    back: '全部名单',
    entriesTab: '号码',
    guideTab: '话术与清单',
    view: '视图',
    total: entries,
    selected: (n) => `已选 ${grouped.format(n)} 个`,
    tooMany: (n) => `一次最多选择 ${grouped.format(n)} 个号码。`,
    search: '搜索名单中的号码',
    searchPlaceholder: '姓名、号码、字段',
    clearSearch: '清除搜索',
    stateFilter: '状态',
    resultFilter: '业务结果',
    any: '全部',
    noResult: '已呼叫，无业务结果',
    entries: '名单中的号码',
    columns: {
      number: '号码',
      name: '姓名',
      company: '公司',
      fields: '字段',
      state: '状态',
      result: '业务结果',
      last: '上次通话'
    },
    states: {
      open: '待呼叫',
      later: '稍后再打',
      calling: '呼叫中',
      unsure: '待确认',
      done: '已完成',
      skipped: '已跳过',
      never: '黑名单'
    },
    laterAt: (when) => `稍后再打，${when}`,
    attempts: (n) => `${grouped.format(n)} 次`,
    noMatchTitle: '没有符合条件的号码',
    noMatchText: '可搜索姓名、公司、字段和部分号码。',
    clearFilter: '显示全部号码',
    failedTitle: '无法加载名单中的号码',
    rowsFailed: '部分号码无法加载。',
    gone: '此名单已删除。',
    reset: '重置',
    resetHint: '按新号码重新呼叫；此名单中的业务结果和备注会清除。',
    skip: '跳过',
    putBack: '重新呼叫',
    changed: (n) => `已更改 ${entries(n)}。`,
    unchanged: '没有更改：这些号码的状态不允许此操作。',
    copy: '复制号码'
  },

  guide: {
    script: '话术',
    scriptHint: '每次通话时显示。{姓名}、{公司}和花括号中的字段名会替换为相应内容。',
    ownFields: ['姓名', '公司'],
    insert: '插入字段',
    checklist: '核对清单',
    checklistHint: '每行一项，通话时逐项勾选。',
    save: '保存',
    saved: '已保存。',
    tooManyChecks: (n) => `最多 ${grouped.format(n)} 项。`,
    tooLongCheck: (n) => `每项最多 ${grouped.format(n)} 个字符。`
  },

  making: {
    title: '创建外呼名单',
    pasteTitle: '粘贴号码',
    pasteHint: '每行一个号码，或者从 Excel 复制的带姓名等列的表格。',
    paste: '号码',
    pasteNext: '继续',
    reading: (name) => `正在读取 ${name}`,
    readingRows: (n) => `已读取 ${rows(n)}`,
    checkTitle: '检查各列',
    checkText: (n, name) => `“${name}”共 ${rows(n)}。请指定每列的内容；下面是前几行。`,
    cardText: (n, name) => `“${name}”共 ${rows(n)}。`,
    name: '名单名称',
    column: (n, header) => (header === '' ? `第 ${n} 列` : header),
    kindOf: (column) => `“${column}”的内容`,
    labelOf: (column) => `“${column}”的字段名`,
    kinds: { name: '姓名', company: '公司', number: '电话号码', field: '其他字段', ignore: '不使用' },
    sample: '来源的前几行',
    rule: '有多列电话时，呼叫第一个有号码的列；重复的号码只保留一个。',
    problems: {
      'no-number': '请选择电话号码所在的列。',
      'several-companies': '公司只能选择一列。',
      'field-unnamed': '请为每个其他字段填写名称。',
      'name-missing': '请填写名单名称。'
    },
    start: '创建名单',
    storing: (name) => `正在创建 ${name}`,
    stored: (done, all) => (all === 0 ? rows(done) : `${grouped.format(done)} / ${grouped.format(all)}`),
    cancel: '取消',
    doneTitle: '名单已创建',
    result: { entries: '个号码', repeated: '行号码重复', skipped: '行没有号码', doNotCall: '个在黑名单中' },
    doNotCallHint: '黑名单中的号码会保留在名单里，但不会呼叫。',
    showList: '查看名单',
    failedTitle: (name) => `未能从 ${name} 创建名单`,
    back: '返回名单',
    said: (n) => `名单已创建，共 ${entries(n)}。`
  },

  exporting: {
    button: '导出',
    buttonRunning: (percent) => `正在导出，${percent}%`,
    title: '导出名单',
    subject: (n) => `全部 ${entries(n)}，含状态、业务结果和备注。`,
    csv: 'CSV 表格',
    csvHint: '适用于各种程序',
    xlsx: 'Excel 工作簿',
    xlsxHint: '适用于 Excel 和 WPS',
    running: (done, all) => `${grouped.format(done)} / ${grouped.format(all)}`,
    done: (n, name) => `已将 ${entries(n)}导出到 ${name}。`,
    failed: '导出失败。',
    showFolder: '在文件夹中显示',
    private: '文件含完整姓名和号码，请妥善保管。'
  },

  loss: {
    title: '本机的部分外呼名单已丢失',
    text: '请检查名单中号码的状态，并重新创建缺少的名单。'
  }
}
