import { outcomesZhCn, stepsZhCn } from './outcomes'
import type { DesktopMessages, ImportCounts } from '../en/desktop'

const grouped = new Intl.NumberFormat('zh-CN')
const importCounts = ({ sent, refused, unknown }: ImportCounts): string =>
  [
    `已发送 ${grouped.format(sent)} 个`,
    refused > 0 ? `被拒绝 ${grouped.format(refused)} 个` : '',
    unknown > 0 ? `结果未知 ${grouped.format(unknown)} 个` : ''
  ]
    .filter((part) => part !== '')
    .join('，')

/** 托盘和通知的中文文案。 */
export const desktopZhCn: DesktopMessages = {
  appName: '话机伴侣',
  records: '话单',
  campaigns: '呼叫任务',
  contacts: '联系人',
  workLists: '外呼名单',
  demo: '演示',
  demoCampaigns: { 'demo-campaign': '新客户', 'spring-2026': '春季回访' },
  time: (epochMs) =>
    new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false }).format(epochMs),
  step: stepsZhCn,
  outcome: outcomesZhCn,
  line: {
    off: '未登录',
    tokenRefused: '请重新登录：访问密钥已失效',
    connecting: '正在连接…',
    live: '空闲',
    lost: (since) => `${since} 起连接中断`,
    refused: '平台拒绝了连接'
  },
  tray: {
    dialCopied: '拨打复制的号码',
    dialCopiedNumber: (number) => `拨打 ${number}`,
    lastCalls: '最近通话',
    noCalls: '还没有通话',
    open: '打开话机伴侣',
    records: '话单…',
    callbacks: (due) => (due === 0 ? '回拨…' : `回拨（${due} 个已到时间）…`),
    campaigns: '呼叫任务…',
    contacts: '联系人…',
    workLists: '外呼名单…',
    importing: {
      running: (share) => `正在导入：${Math.floor(share * 100)}%`,
      held: (share) => `导入等待中：${Math.floor(share * 100)}%`
    },
    pause: '暂停通知一小时',
    resume: (until) => `恢复通知（已暂停至 ${until}）`,
    settings: '设置…',
    about: '关于话机伴侣',
    quit: '退出',
    talkingSince: (number, since) => `与 ${number} 通话中，${since} 开始`,
    callWith: (step, number) => `${step} · ${number}`
  },
  notification: {
    phoneRings: { title: '话机响铃', body: (number) => `请接听话机，呼叫 ${number}` },
    calleeAnswered: { title: '已接通', body: (number) => `${number} 已接听` },
    callEnded: { body: (number, outcome) => `${number}：${outcome}` },
    callEndedTitle: {
      'not-answered': outcomesZhCn['not-answered'],
      'not-reached': outcomesZhCn['not-reached'],
      'phone-failed': outcomesZhCn['phone-failed'],
      'hung-up-early': outcomesZhCn['hung-up-early']
    },
    callEndedReason: {
      'not-answered': '对方已振铃，但无人接听。关机、停机时也可能听到振铃音。',
      'not-reached': '对方没有振铃，呼叫已结束。',
      'phone-failed': '无法呼叫您的话机，或话机未接听。',
      'hung-up-early': '您在呼叫对方之前已挂断。'
    },
    tokenRefused: { title: '请重新登录', body: '平台不再接受您的访问密钥。' },
    whileOffline: {
      title: '离线期间',
      body: (total, answered, notAnswered, unknown) => {
        const parts = [
          answered > 0 ? `已接通 ${answered} 通` : '',
          notAnswered > 0 ? `未接通 ${notAnswered} 通` : '',
          unknown > 0 ? `结果未知 ${unknown} 通` : ''
        ]
        return `共 ${total} 通电话：${parts.filter((part) => part !== '').join('，')}`
      }
    },
    moreCalls: { title: '更多通话', body: (count) => `另有 ${grouped.format(count)} 条通话动态` },
    callBack: {
      title: (number) => `该回拨了：${number}`,
      due: (time) => `约定时间 ${time}`,
      call: '呼叫',
      postpone: '10 分钟后'
    },
    callBacks: {
      title: (count) => `有 ${grouped.format(count)} 个待回拨已到时间`,
      body: (numbers, more) =>
        numbers.join('、') + (more > 0 ? ` 等 ${grouped.format(numbers.length + more)} 个号码` : '')
    },
    importEnded: {
      title: '导入完成',
      body: (campaign, counts) => `${campaign}：${importCounts(counts)}`
    },
    importStopped: {
      title: '导入已停止',
      body: (campaign, reason) => `${campaign}：${reason}`
    },
    importInterrupted: {
      title: '导入尚未完成',
      body: (campaign, rest) =>
        `${campaign}：还有 ${grouped.format(rest)} 个号码未发送，请在“呼叫任务”中继续。`
    },
    sample: { title: '这是一条通知', body: '话机响铃时会这样提醒您，点击即可查看通话。' },
    putAway: {
      title: '话机伴侣仍在运行',
      tray: '图标在系统托盘中，点击即可重新打开窗口，全局快捷键照常可用。如需退出，请在图标菜单中选择“退出”。',
      menuBar:
        '图标在菜单栏中，点击即可重新打开窗口，全局快捷键照常可用。如需退出，请在图标菜单中选择“退出”。',
      taskBar:
        '此系统不显示托盘图标，窗口已最小化，可从任务栏打开，全局快捷键照常可用。如需退出，请在窗口中按 Ctrl+Q。'
    },
    dialRefused: '呼叫没有发起',
    noNumber: '复制的内容里没有电话号码'
  },
  quit: {
    question: '正在导入号码，要退出吗？',
    detail: (rest) =>
      `还有 ${grouped.format(rest)} 个号码未发送。退出会先暂停导入，下次启动后可以从原处继续。`,
    pauseAndQuit: '暂停并退出',
    keepRunning: '继续导入'
  },
  consent: {
    server: {
      question: '要登录到本机从未用过的服务器吗？',
      detail: (origins) =>
        `您的访问密钥、号码和通话将发送到：\n\n${origins.join('\n')}\n\n请确认这个地址由您本人或管理员指定。`,
      yes: '登录',
      no: '取消'
    },
    page: {
      question: '允许打开这个网站的页面吗？',
      detail: (origins) =>
        `通话有变化时，话机伴侣会在浏览器中打开这个网站的页面，地址中带有通话号码：\n\n${origins.join('\n')}\n\n请确认这个地址由您本人填写。`,
      yes: '允许',
      no: '取消'
    },
    lookUp: {
      question: '允许向这个服务器查询姓名吗？',
      detail: (origins) =>
        `话机伴侣会把通话、待回拨和团队中的号码发送给它，用来显示是谁的号码：\n\n${origins.join('\n')}\n\n请确认这个地址由您本人填写。`,
      yes: '允许',
      no: '取消'
    }
  },
  help: `用法：deskline [命令]

  deskline                  打开窗口
  deskline dial <号码>      拨打号码，规则与全局快捷键相同
  deskline redial           重拨您上次拨打的号码
  deskline tel:<号码>       与电话链接相同：拨打前先询问
  deskline --hidden         启动但不显示窗口
  deskline provision 文件   保存账号和访问密钥（文件，或用 - 表示标准输入），供管理员使用
  deskline --check-policy [文件]
                            解释策略文件，或本机的策略
  deskline clean-up         卸载前撤销话机伴侣为您做的系统设置
  deskline --help, -h       显示本说明
  deskline --version        显示版本

话机伴侣已在运行时由它执行命令，否则先启动。
`,
  cleanUp: {
    login: '登录系统时启动：已关闭。',
    links: '电话链接：不再由话机伴侣打开。',
    shortcut: '桌面快捷键：已删除。',
    token: (count) => (count === 0 ? '访问密钥：系统密钥库中没有。' : '访问密钥：已从系统密钥库中删除。'),
    failed: {
      login: '无法关闭“登录系统时启动”，请在系统设置中关闭。',
      shortcut: '无法删除桌面快捷键，请在系统设置中删除。',
      links: '无法还原电话链接，请在系统设置中另选程序。',
      token: '无法读取系统密钥库，其中可能仍有访问密钥（“Deskline”）。'
    },
    data: (folder) =>
      `您的数据仍在 ${folder}（设置、通话、备注、话单、名单，其中含有电话号码）。不再需要时，请自行删除该文件夹。`
  },
  debuggerRefused: '话机伴侣不会带着窗口调试器（--remote-debugging-…）启动。',
  unknownCommand: (word) => `话机伴侣不认识命令“${word}”。`
}
