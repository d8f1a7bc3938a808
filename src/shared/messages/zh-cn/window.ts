import { outcomesZhCn, stepsZhCn } from './outcomes'
import { aboutZhCn } from './about'
import { callersZhCn } from './callers'
import { callingRulesZhCn } from './calling-rules'
import { callbacksZhCn } from './callbacks'
import { campaignsZhCn } from './campaigns'
import { connectionZhCn, lineZhCn, offlineZhCn } from './connection'
import { guideZhCn } from './guide'
import { promptZhCn } from './prompt'
import { settingsZhCn } from './settings'
import { todayZhCn } from './today'
import { teamZhCn } from './team'
import { wrapUpsZhCn } from './wrap-ups'
import type { WindowMessages } from '../en/window'

/** 窗口中的全部文字（简体中文）。 */
export const windowZhCn: WindowMessages = {
  app: {
    name: '话机伴侣',
    demo: '演示',
    demoTitle: '演示线路：不会真正拨号',
    loadFailed: '话机伴侣没有响应。',
    back: '返回',
    dismiss: '关闭',
    cancel: '取消',
    copied: '已复制',
    tryAgain: '重试',
    serviceCode: (code) => `代码 ${code}`,
    errorDetail: (text, detail) => `${text}（${detail}）`,
    retryAfter: (seconds) => `请在 ${seconds} 秒后重试。`
  },

  signIn: {
    title: '登录话机',
    language: '语言',
    example: (text) => `例如 ${text}`,
    restoring: '正在登录…',
    restoringHint: '正在读取保存的登录信息。',
    server: '服务器',
    servers: {
      automatic: '自动 · cc.uccc.cc',
      product: '仅用域名 · cc.uccc.cc',
      test: '测试服务器',
      mobile: '移动 · 183.213.19.115',
      telecom: '电信 · 218.4.189.107',
      unicom: '联通 · 58.240.234.30',
      custom: '其他…'
    },
    automaticHint: '先用域名，连不上时改用最快的运营商线路。',
    plainHint: '未加密（http 明文）。',
    apiPrefix: 'API 地址',
    fayeUrl: '实时线路',
    tenantId: '租户 ID',
    tenantIdHint: '贵公司在平台上的账号，请向管理员索取。',
    token: '访问密钥',
    tokenHint: '租户的口令，请向管理员索取，将保存在系统密钥库中。',
    showToken: '显示访问密钥',
    hideToken: '隐藏访问密钥',
    agentId: '话机 ID',
    agentIdHint: '您桌上话机的编号，不是电话号码，请向管理员索取。',
    optional: '主叫号码、销售员编号',
    callerNumber: '主叫号码',
    callerNumberHint: '对方看到的号码，话机没有绑定主叫号码时才需要。',
    salesmanCode: '销售员编号',
    salesmanCodeHint: '统计业绩所用的编号，管理员提供时才填写。平台上没有的编号会自动创建一个销售员。',
    submit: '登录',
    checking: '正在验证…',
    checkingSlow: '平台尚未响应，最多等待 25 秒，按 Esc 可以取消。',
    cancel: '取消',
    demoTitle: '手边没有账号？',
    demoText: '体验各种通话，不会真正拨号。',
    demoButton: '试用演示线路',
    problemTitle: '未能自动登录',
    problemAgain: '也可以在下面重新登录。',
    tokenAgain: '请重新输入访问密钥。',
    again: '重新登录'
  },

  accountRefusal: {
    agentId: (value) => `平台拒绝了您的话机 ID ${value}`,
    salesmanCode: (value) => `平台拒绝了您的销售员编号 ${value}`,
    hint: '更正之前无法呼叫。',
    fix: '更正账号信息'
  },

  about: aboutZhCn,
  line: lineZhCn,
  offline: offlineZhCn,
  connection: connectionZhCn,
  team: teamZhCn,
  callingRules: callingRulesZhCn,
  callers: callersZhCn,
  callbacks: callbacksZhCn,
  today: todayZhCn,
  wrapUps: wrapUpsZhCn,

  notices: {
    policy: {
      title: '无法应用单位的话机伴侣策略',
      last: '上一次可读取的策略仍然有效。请告知管理员。',
      closed: '在管理员修正之前，不能更改设置，号码隐藏显示，也不能登录账号。',
      kinds: {
        unreadable: (place) => `无法读取 ${place}。`,
        invalid: (place) => `${place} 有错误，可用 deskline --check-policy 查看。`,
        'not-protected': (place) => `${place} 可能被非管理员用户改动。`
      }
    },
    keyLost: (key) => `快捷键 ${key} 已被其他程序占用，目前不起作用。`,
    chooseKey: '换一个',
    keyUnavailable: (key) => `此桌面没有把快捷键 ${key} 分配给话机伴侣，目前不起作用。`,
    showKeys: '查看可用方式',
    thisRun: '访问密钥没有保存，退出后需要重新登录。',
    files: {
      settings: '设置',
      account: '账号',
      recents: '最近通话',
      team: '团队',
      callers: '主叫号码',
      notes: '通话备注',
      'wrap-ups': '最近通话的小结',
      callbacks: '回拨',
      downloads: '下载列表',
      memory: '已用编号',
      problems: '存储问题清单',
      records: '话单',
      imports: '导入记录'
    },
    unreadable: (file) => `“${file}”文件无法读取，已重新开始。`,
    damaged: (file, entries) =>
      entries === null
        ? `“${file}”文件已损坏，最近的改动可能丢失。`
        : `“${file}”中有 ${entries} 项无法读取，已略过。`,
    keptAs: (name) => `原文件保存为 ${name}。`,
    unwritable: (file) => `“${file}”无法保存，请检查磁盘空间和权限。`,
    unresponsive: {
      notifications: '系统通知没有响应，通话动态只在这里显示。',
      clipboard: '剪贴板没有响应：保存复制内容的程序已停止响应。请直接输入号码，或重新复制。',
      'key-store': '系统密钥库没有响应。系统可能正在询问密钥环的密码，请在系统窗口中输入。',
      tray: '系统面板没有响应，托盘图标可能不会显示。',
      'link-tools': '无法从系统获知由哪个程序打开电话链接。',
      browser: '系统无法打开网页。',
      'proxy-settings': '无法从系统获取代理设置，恢复之前将直接连接。',
      disk: '磁盘没有响应，新内容可能尚未保存。'
    },
    continueWithout: '跳过',
    withheldPages: (n) => `事件过多，有 ${n} 个弹屏网页没有打开。`,
    withheldNotifications: (n) => `事件过多，有 ${n} 条通知已合并。`,
    loss: {
      imports: {
        title: '部分导入记录已丢失',
        brief: '导入已暂停，等您决定后继续。',
        text: '话机伴侣不再知道本机导入过的全部号码，导入已暂停。请先核对呼叫任务的号码库再决定：以前导入过的号码可能会被再次发送。'
      },
      records: {
        title: '本机保存的部分话单已丢失',
        brief: '请重新加载该时间段，从服务器取回。',
        text: '请重新加载该时间段，从服务器取回。'
      },
      found: (day) => `发现时间：${day}。`,
      keptAs: (name) => `损坏的文件保存为 ${name}。`,
      show: '查看呼叫任务',
      importAnyway: '仍然导入'
    }
  },

  dial: {
    label: '要拨打的号码',
    placeholder: '号码、姓名或拼音',
    call: '呼叫',
    callAnyway: '仍然呼叫',
    callNow: '立即呼叫',
    starting: '发起中',
    clear: '清空号码',
    mobile: '手机',
    fixed: '固定电话',
    doubtful: '请核对',
    extension: (extension) => `分机 ${extension} 不会自动拨出，接通后请告知对方。`,
    several: (n) => `有 ${n} 个号码，请选择`,
    severalHint: '按 ↑ ↓ 或 1–9，再按 Enter',
    severalCallHint: '按 ↑ ↓ 或 1–9，按 Enter 呼叫',
    confirm: '再按 Enter 呼叫，按 Esc 取消。',
    pausing: (seconds) => `${seconds} 秒后呼叫。按 Enter 立即呼叫，按 Esc 取消。`,
    none: '内容里没有电话号码。',
    idle: '按 Enter 呼叫，按 F1 查看全部按键。'
  },

  carriers: {
    mobile: '中国移动',
    unicom: '中国联通',
    telecom: '中国电信',
    broadnet: '中国广电',
    byPrefix: (carrier) => `${carrier}（按号段）`
  },

  doubts: {
    'service-number': '400 或 800 号码，平台可能不接受。',
    'short-code': '短号码，平台可能不接受。',
    foreign: '境外号码，平台可能不接受。',
    'no-area-code': '缺少区号。',
    'unknown-area': '这个区号没有分配。',
    'odd-grouping': '数字分组不常见，请核对。',
    fax: '标注为传真号码，通常无人接听。'
  },

  steps: stepsZhCn,

  stages: {
    label: '进度',
    start: '发起',
    phone: '话机',
    call: '呼叫',
    ring: '振铃',
    talk: '通话'
  },

  outcomes: outcomesZhCn,

  states: {
    requested: '已请求呼叫',
    refused: '已拒绝',
    accepted: '请求已受理',
    'reply-lost': '没有收到响应',
    started: '呼叫已开始',
    agentReady: '话机响铃',
    callAgentSuccess: '话机已接听',
    callAgentFailed: '呼叫话机失败',
    callCallee: '呼叫对方',
    calleeRingBack: '对方振铃',
    processed: '呼叫已处理',
    calleeAnswered: '对方已接听',
    hangup: '挂断'
  },

  call: {
    current: '当前通话',
    elsewhere: '由其他程序发起',
    late: '延迟到达',
    fromRecord: '来自话单',
    unknownState: '未知状态，按原样显示',
    talkTime: '通话时长',
    timeline: '过程',
    lastTime: (when) => `上次通话：${when}`,
    gap: '通话期间实时线路曾中断，可能缺少部分过程。',
    gapFilled: '通话期间实时线路曾中断，缺少的过程已根据话单补全。',
    page: '通话',
    details: '详情',
    hideCard: '收起',
    duration: '通话时长',
    cost: '费用',
    recording: '录音',
    recordingThere: '有录音',
    recordingNone: '暂无',
    record: '话单',
    recordPending: '正在等待话单…',
    recordIncomplete: '平台尚未完成话单。',
    recordNone: '没有查询话单。',
    refreshRecord: '刷新话单',
    refreshing: '正在刷新…',
    region: '归属地',
    caller: '主叫号码',
    phone: '话机',
    salesman: '销售员编号',
    callId: '呼叫 ID',
    origin: '发起方',
    originHere: '话机伴侣',
    originElsewhere: '其他程序（如 CRM 页面）',
    startedAt: '开始时间',
    gone: '这通呼叫已不在列表中。',
    openPage: (name) => `${name}：在浏览器中打开页面`,
    redial: '再次呼叫',
    redialNumber: (number) => `再次呼叫 ${number}`,
    copyNumber: '复制号码',
    copyCallId: '复制呼叫 ID',
    actions: '通话操作',
    spoken: (number, step) => `${number}：${step}`
  },

  recents: {
    title: '最近通话',
    today: '今天',
    yesterday: '昨天',
    filter: '筛选通话',
    filterPlaceholder: '姓名、号码或结果',
    noMatch: '没有符合的通话。',
    showAll: '显示全部',
    count: (n) => `${n} 通`,
    emptyTitle: '还没有通话',
    emptySteps: (key) => [
      key === null ? '在任何地方复制号码，粘贴到上面。' : `在任何地方复制号码，按 ${key}。`,
      key === null ? '按 Enter，您的话机会响铃。' : '或粘贴到上面按 Enter，您的话机会响铃。',
      '接听话机后，系统会呼叫对方。'
    ],
    row: (number, outcome, when) => `${number}，${outcome}，${when}`,
    rowFilledIn: (number, outcome, when) => `${number}，${outcome}，${when}，根据话单补全`
  },

  campaigns: campaignsZhCn,

  workLists: { title: '外呼名单', hint: '外呼名单：逐个呼叫客户' },
  contacts: {
    title: '联系人',
    hint: '联系人：姓名和号码',
    add: '添加到联系人…',
    edit: '编辑联系人…',
    suggestions: '建议',
    numbersOf: (name) => `${name}的号码`,
    severalNumbers: (n) => `${n} 个号码`,
    pickHint: '按 ↑ ↓ 或 1–9，按 Enter 呼叫',
    calledAt: (when) => `${when} 拨打过`
  },

  records: { title: '话单', hint: '话单：按时间段查询通话', showCall: '在话单中查看' },

  demo: {
    title: '演示线路',
    hint: '选择通话结果，再按 Enter。',
    scenarios: {
      answered: '接通',
      'callee-busy': '占线',
      'callee-off': '关机',
      'not-reached': '无法接通',
      'agent-no-answer': '话机未接听'
    },
    elsewhere: '其他程序发起',
    elsewhereHint: '由其他程序发起的一通呼叫',
    hangUpHint: '对方挂断电话',
    hangUp: '对方挂断',
    hide: '收起演示号码',
    show: '显示演示号码'
  },

  guide: guideZhCn,
  settings: settingsZhCn,
  prompt: promptZhCn,

  keys: {
    title: '键盘操作',
    groups: {
      anywhere: '任何地方',
      wrapUp: '通话结束后',
      list: '通话列表',
      box: '号码框',
      team: '团队列表',
      callbacks: '回拨列表'
    },
    setResult: '选择业务结果，再按一次清除',
    toNote: '填写备注',
    putAway: '收起卡片',
    focusBox: '转到号码框',
    filter: '筛选通话或团队',
    team: '团队',
    palette: '搜索联系人、通话和命令',
    settings: '设置',
    zoom: '放大、缩小、恢复默认大小',
    help: '本页',
    back: '返回，或隐藏窗口',
    quit: '退出话机伴侣',
    type: '数字和粘贴的内容进入号码框',
    callNow: '呼叫',
    choose: '从多个号码中选择',
    suggest: '选择建议',
    closeSuggestions: '关闭建议，清除文字',
    caller: '选择本次呼叫的主叫号码',
    toList: '转到通话列表',
    move: '在列表中移动',
    ends: '第一通或最后一通',
    open: '详情',
    redial: '再次呼叫',
    copy: '复制号码',
    seeCall: '查看通话',
    moveRow: '编辑时移动一行',
    callbacks: '回拨',
    callBack: '稍后回拨',
    addContact: '添加到联系人，或编辑联系人',
    postpone: '10 分钟后',
    done: '完成，或重新打开',
    edit: '编辑',
    remove: '删除'
  }
}
