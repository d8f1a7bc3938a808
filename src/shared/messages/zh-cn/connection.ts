import type { connectionEn, lineEn, offlineEn } from '../en/connection'

/** 线路状态栏的文字（简体中文）。 */
export const lineZhCn: typeof lineEn = {
  live: '已连接',
  connecting: '正在连接…',
  lost: (since) => `${since} 起断线`,
  lostHint: '暂时收不到通话状态。',
  nextTry: (seconds) => `${seconds} 秒后重连。`,
  trying: '正在重连…',
  refused: '被拒绝',
  refusedHint: '平台拒绝了实时线路。',
  off: '未连接',
  offHint: '实时线路未连接。',
  label: '实时线路',
  phone: (agentId) => `话机 ${agentId}`,
  show: '查看连接情况',
  tokenRefusedShort: '需要重新登录',
  tokenRefused: '平台不再接受您的访问密钥。',
  tokenRefusedHint: '重新登录之前，话机伴侣不会自动查询。'
}

/** 断线期间的情况（简体中文）。 */
export const offlineZhCn: typeof offlineEn = {
  title: '断线期间',
  checking: '正在向平台查询…',
  none: '这段时间没有通话。',
  summary: (calls, parts) => (parts === '' ? `共 ${calls} 通。` : `共 ${calls} 通：${parts}。`),
  parts: {
    answered: (n) => `${n} 通已接通`,
    'not-answered': (n) => `${n} 通未接通`,
    unknown: (n) => `${n} 通结果未知`,
    open: (n) => `${n} 通正在进行`
  },
  comma: '，',
  more: (n) => `另外 ${n} 通见下面的列表`,
  calls: '这段时间的通话',
  failed: '话单查询失败。',
  partial: '其中一段时间无法查询，可能有遗漏的通话。',
  gotIt: '知道了',
  filledIn: '根据话单补全'
}

/** 连接页面的文字（简体中文）。 */
export const connectionZhCn: typeof connectionEn = {
  title: '连接',
  now: '当前',
  line: '实时线路',
  address: '地址',
  transport: '传输方式',
  proxy: '代理',
  liveSince: (since) => `${since} 起已连接`,
  signedOut: '尚未登录。',
  addresses: {
    name: '域名',
    mobile: '移动线路',
    telecom: '电信线路',
    unicom: '联通线路',
    test: '测试服务器',
    custom: '自定义地址'
  },
  transports: {
    websocket: '保持一个连接（WebSocket）',
    'long-polling': '反复请求（长轮询）'
  },
  noTransport: '线路中断，暂无',
  noProxy: '无',
  proxyOf: (proxy) => `${proxy}（系统设置）`,
  encryption: '加密',
  encrypted: '已加密（https）',
  encryptedHint: '途中任何人都无法读取或篡改。',
  plain: '未加密（http 明文）',
  plainHint:
    '途中任何人都可能读取或篡改内容，包括访问密钥。请只在可信的网络中使用，或向管理员索取 https 地址，用它重新登录。',
  demo: '仅在本机',
  demoHint: '演示线路不会通过网络发送任何内容。',
  shortEncrypted: '已加密',
  shortPlain: '未加密',
  signedOutSummary: '未登录',
  history: '历史',
  historyEmpty: '还没有记录。',
  events: {
    connecting: '正在连接',
    live: '已连接',
    lost: '断线',
    refused: '平台拒绝了实时线路',
    off: '未连接',
    moved: '改用其他地址',
    woken: '重新连接',
    'token-refused': '平台拒绝了访问密钥'
  },
  moved: {
    name: '改用域名',
    mobile: '改用移动线路',
    telecom: '改用电信线路',
    unicom: '改用联通线路',
    test: '改用测试服务器',
    custom: '改用自定义地址'
  },
  because: (what, reason) => `${what}：${reason}`,
  via: (what, address) => `${what} · ${address}`,
  quote: (words) => `“${words}”`,
  retry: '立即重试',
  copy: '复制诊断信息',
  copyHint: '供管理员排查：版本、设置、连接历史和最近的日志，不含访问密钥和完整的电话号码。',
  reasons: {
    'foreign-answer': '响应不是来自呼叫平台',
    'handshake-failed': '平台没有建立线路',
    'subscription-failed': '平台没有确认话机',
    forgotten: '平台已不识别这条线路',
    'no-reply': '没有收到响应',
    advised: '平台要求重新连接',
    broken: '连接中断',
    slow: '响应过慢',
    'not-allowed': '没有权限',
    unreachable: '无法连接平台',
    'name-works-again': '域名恢复可用',
    resume: '电脑从睡眠中恢复',
    unlock: '屏幕已解锁',
    network: '网络发生变化'
  }
}
