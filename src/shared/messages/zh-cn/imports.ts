import type { ImportsMessages } from '../en/imports'

const grouped = new Intl.NumberFormat('zh-CN')
const numbers = (n: number): string => `${grouped.format(n)} 个号码`

/** 呼叫任务窗口的文字（简体中文），名单和条目的文字除外。 */
export const importsZhCn: ImportsMessages = {
  title: '呼叫任务',
  loading: '正在打开导入记录…',
  numbers,

  signedOutTitle: '尚未登录',
  signedOutText: '请在话机伴侣的主窗口登录，登录后这里会显示导入记录。',
  closedTitle: '未能打开导入记录',
  closedText: '打开之前不能导入号码。',

  places: {
    label: '导入和呼叫任务',
    draft: '新建导入',
    draftEmpty: '添加号码名单',
    draftReading: '正在读取名单…',
    draftComparing: '正在比对…',
    draftLists: (n) => `${grouped.format(n)} 份名单`,
    draftReady: (n) => `可导入 ${numbers(n)}`,
    draftProblem: '需要处理',
    imports: '导入记录',
    none: '还没有导入。导入后会保留在这里，每个号码都有结果可查。',
    campaigns: '用过的呼叫任务',
    blockList: '黑名单',
    blockListNone: '未设置'
  },

  row: {
    of: (done, total) => `${done} / ${total}`,
    decide: (n) => `${grouped.format(n)} 项待确认`,
    files: (n) => `+${n}`
  },

  statuses: {
    running: '正在导入',
    waiting: '等待中',
    pausing: '正在暂停…',
    paused: '已暂停',
    interrupted: '已中断',
    stopped: '已停止',
    ended: '已完成',
    cancelled: '已取消'
  },

  page: {
    into: (campaign) => `导入到 ${campaign}`,
    moreFiles: (n) => `等 ${grouped.format(n + 1)} 份名单`,
    gone: '这次导入已不在列表中。',
    views: '导入的视图',
    overview: '概览',
    entries: '全部号码',
    pause: '暂停',
    resume: '继续导入',
    resumeNow: '立即继续',
    tryNow: '立即重试',
    cancel: '取消导入…',
    remove: '删除记录…',
    copyCampaign: '复制呼叫任务 ID'
  },

  cancelling: {
    question: '确定取消这次导入？',
    text: (sent, waiting) =>
      (sent === 0 ? '目前还没有发送号码。' : `已导入的 ${numbers(sent)}会留在号码库中。`) +
      `还在等待的 ${numbers(waiting)}不会再发送，取消后不能恢复。`,
    unknown: (n) => `有 ${grouped.format(n)} 个请求结果未知，之后仍可确认。`,
    confirm: '取消导入',
    keep: '继续导入'
  },

  removing: {
    question: '从列表中删除这次导入？',
    text: '导入报告会被删除。已导入的号码仍在号码库中，话机伴侣也会记住它们，不会重复导入。',
    undecided: (n) => `还有 ${grouped.format(n)} 个请求结果未知，删除后无法再确认。`,
    confirm: '删除',
    keep: '保留'
  },

  status: {
    rateLimited: (time) => `平台要求暂缓发送，将于 ${time} 继续。`,
    serviceFailed: (time) => `平台出现故障，已放慢速度，将于 ${time} 继续。`,
    offline: (time) => `网络不通，号码没有发出，将于 ${time} 重试。`,
    waiting: (why, time) => `${why}将于 ${time} 继续。`,
    now: '正在继续。',
    pausing: '正在等待已发出请求的响应，不再发送新的号码。',
    paused: '已暂停，继续之前不会发送号码。',
    interrupted: '导入过程中话机伴侣退出了，之后没有再发送号码。',
    interruptedHint: '继续导入会从中断的位置接着进行。',
    tokenRefused: '平台不再接受访问密钥。',
    tokenHint: '请在主窗口重新登录，再继续导入。',
    campaignGone: '平台中没有这个呼叫任务。',
    campaignHint: '请核对呼叫任务 ID。ID 正确可继续导入；ID 有误请取消，再导入到正确的呼叫任务。',
    diskFull: '磁盘已满，无法记录发送情况，因此没有继续发送。',
    diskHint: '请清理磁盘空间，再继续导入。',
    storeFailed: '无法记录发送情况，因此没有继续发送。',
    storeHint: '请检查磁盘，再继续导入。如果再次出现，请重启话机伴侣。',
    certificate: '服务器证书无效，号码没有发出。',
    certificateHint: '请联系管理员，再继续导入。',
    otherHint: '请按提示处理，再继续或取消导入。'
  },

  progress: {
    label: '进度',
    sentOf: (total) => `个号码已进入号码库，共 ${total} 个`,
    doneOf: (done, total) => `${done} / ${total} 个号码`,
    speed: (n) => `每秒 ${n} 个`,
    measuring: '正在测算速度…',
    left: {
      moment: '剩余不到 1 分钟',
      minutes: (n) => `剩余约 ${n} 分钟`,
      hours: (hours, minutes) =>
        minutes === 0 ? `剩余约 ${hours} 小时` : `剩余约 ${hours} 小时 ${minutes} 分钟`
    },
    requests: (n, size) => `${grouped.format(n)} 个请求，每个最多 ${numbers(size)}`,
    size: (size) => `每个请求最多 ${numbers(size)}`,
    started: (when) => `${when} 开始`,
    ended: (when) => `${when} 结束`,
    cancelledAt: (when) => `${when} 取消`,
    part: (name, n) => `${name}：${numbers(n)}`,
    showPart: (name) => `查看：${name}`
  },

  unknown: {
    title: '结果未知',
    count: (requests, n) => `${grouped.format(requests)} 个请求，共 ${numbers(n)}`,
    explain: (requests) =>
      (requests === 1
        ? '这个请求已经发出，但没有收到响应。平台可能已收下其中全部号码，也可能一个都没有收下。'
        : '这些请求已经发出，但没有收到响应。对每个请求，平台可能已收下全部号码，也可能一个都没有收下。') +
      '话机伴侣不会自动重发，以免同一个号码被重复呼叫。',
    check: (number) => `核实方法：在呼叫任务的号码库中查找某个请求的第一个号码，例如 ${number}。`,
    copy: (number) => `复制 ${number}`,
    request: (no) => `请求 ${grouped.format(no)}`,
    range: (first, last) => `${first} … ${last}`,
    sentAt: (when) => `${when} 发出。`,
    noAnswer: (seconds) => `${seconds} 秒内没有收到响应。`,
    ended: (seconds) => `发出 ${seconds} 秒后连接断开，没有收到完整的响应。`,
    failed: (status) => `平台报告自身故障（HTTP ${status}）。`,
    unreadable: (status) => `收到的响应（HTTP ${status}）不是来自平台。`,
    quit: '收到响应之前话机伴侣已退出。',
    said: (said) => `平台的说明：“${said}”`,
    taken: '号码已在库中',
    takenHint: '按已导入计算。',
    again: '不在库中，重新发送…',
    notThere: '不在号码库中',
    notThereHint: '导入已取消，不会再发送；以后可由其他导入补上。',
    againQuestion: (n) => `重新发送这 ${numbers(n)}？`,
    againText: '如果其实已在号码库中，这些号码会重复，客户可能被呼叫两次。',
    againConfirm: (n) => `重新发送 ${numbers(n)}`,
    takenAllQuestion: (requests, n) =>
      `将全部 ${grouped.format(requests)} 个请求（${numbers(n)}）按已导入计算？`,
    takenAllText: '如果有号码其实不在库中，以后导入到这个呼叫任务时也会被排除。',
    takenAllConfirm: '按已导入计算',
    keep: '暂不',
    all: (n) => `全部 ${grouped.format(n)} 个请求：`,
    takenAll: '都已在库中…',
    againAll: '都不在库中，全部重发…',
    noneThere: '都不在号码库中',
    deciding: (done, all) => `已确认 ${grouped.format(done)} / ${grouped.format(all)} 个请求`,
    stop: '停止',
    more: (n) => `再显示 ${grouped.format(n)} 个`,
    decidedTaken: '已确认：号码在库中',
    decidedAgain: '已确认：重新发送',
    decided: (n) => `已确认 ${grouped.format(n)} 个请求`,
    loading: '正在加载请求…'
  },

  report: {
    refused: '被平台拒绝',
    refusedNone: '没有号码被拒绝。',
    refusedMore: '其他原因',
    code: (code) => `代码 ${code}`,
    field: (field) => `字段 ${field}`,
    leftOut: '已排除',
    leftOutNone: '没有号码被排除。',
    files: '名单',
    loading: '正在加载报告…',
    failed: '未能读取报告。',
    detailsGone: '退出登录时已删除这次导入的号码明细，统计数字仍然保留。',
    detailsGoneTitle: '号码明细已删除'
  },

  table: {
    label: '这次导入的全部号码',
    parts: '显示哪些号码',
    all: '全部',
    number: '号码',
    outcome: '结果',
    where: '所在位置',
    request: '请求',
    line: (line) => `第 ${grouped.format(line)} 行`,
    column: (name) => `${name} 列`,
    search: '在号码中搜索',
    searchPlaceholder: '号码或原文',
    clearSearch: '清除搜索',
    none: '没有号码。',
    noMatch: (text) => `没有找到“${text}”。`,
    loading: '正在加载…',
    failed: '未能读取号码。',
    copied: '号码已复制'
  },

  exports: {
    button: '导出',
    title: '导出报告',
    all: '完整报告…',
    shown: '仅当前显示的内容…',
    rows: (n) => `${grouped.format(n)} 条`,
    hint: 'CSV，任何表格软件都能打开',
    private: '文件中有完整的电话号码，请妥善保管。',
    running: (rows, total) => `正在导出：已写入 ${grouped.format(rows)} 行，共 ${grouped.format(total)} 行`,
    done: (rows, file) => `${grouped.format(rows)} 行已导出到 ${file}。`,
    failed: '导出失败。',
    show: '在文件夹中显示',
    cancel: '取消导出'
  },

  campaigns: {
    title: '用过的呼叫任务',
    text: '从本机导入过的呼叫任务。可以取一个自己的名称，不必记住 ID。',
    emptyTitle: '还没有呼叫任务',
    emptyText: '第一次导入后，呼叫任务会出现在这里。',
    label: '名称',
    labelOf: (id) => `呼叫任务 ${id} 的名称`,
    id: 'ID',
    copyId: (id) => `复制 ID ${id}`,
    lastUsed: '上次使用',
    sent: '已导入号码',
    noLabel: '取个名称',
    edit: (name) => `修改名称：${name}`,
    save: '保存',
    use: '新建导入',
    useOf: (name) => `新建导入到 ${name}`,
    forget: (name) => `移除 ${name}`,
    forgetQuestion: (name) => `移除 ${name}？`,
    forgetText: '它会从列表中消失，名称也会清除。话机伴侣仍会记住导入过哪些号码，不会重复导入。',
    forgetConfirm: '移除',
    keep: '保留'
  },

  blockList: {
    title: '黑名单',
    text: '您自己的文件，列出不能呼叫的号码，对导入和单独拨打都有效；导入时以“在黑名单中”排除。更多号码可在主窗口的设置中添加。',
    stays: '文件保留在原处，内容变化后会自动重新读取。',
    formats: 'CSV、TXT 或 Excel（.xlsx），任何单元格中的号码都算。',
    none: '没有选择黑名单。',
    readAt: '读取时间',
    choose: '选择文件…',
    chooseAnother: '换一个文件…',
    reading: '正在读取黑名单…',
    outdated: '文件已变化或不存在，未能重新读取。之前读取的号码仍然有效。',
    outdatedHint: '请把文件放回原处，或重新选择。',
    empty: '文件中没有号码，因此不会排除任何号码。',
    clear: '停用黑名单…',
    clearQuestion: '停用这份黑名单？',
    clearText: '停用后，其中的号码可能会被导入和呼叫。文件本身不会删除。',
    clearConfirm: '停用',
    keep: '保留'
  },

  said: {
    ended: (name, sent) => `${name} 导入完成，已导入 ${numbers(sent)}。`,
    refused: (n) => `${numbers(n)}被拒绝。`,
    unknown: (n) => `${numbers(n)}结果未知。`,
    cancelled: (name, sent) => `${name} 的导入已取消，已导入 ${numbers(sent)}。`,
    stopped: (name) => `${name} 的导入已停止。`,
    removed: '导入记录已删除。'
  },

  keys: {
    draft: '新建导入',
    places: '第一个、第二个……导入',
    move: '在导入列表中移动',
    remove: '删除已结束的导入',
    views: '概览或全部号码',
    search: '在号码中搜索',
    copy: '复制号码'
  }
}
