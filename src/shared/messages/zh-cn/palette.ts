import type { PaletteMessages } from '../en/palette'

/** 快速查找的文字（简体中文）。keywords：拼音、首字母和其他说法。 */
export const paletteZhCn: PaletteMessages = {
  title: '快速查找',
  placeholder: '姓名、号码、设置或命令',
  none: '没有匹配的内容。',
  groups: {
    contacts: '联系人',
    calls: '最近通话',
    callbacks: '回拨',
    campaigns: '呼叫任务',
    workLists: '外呼名单',
    commands: '命令',
    settings: '设置'
  },
  acts: { call: '呼叫', open: '打开', details: '详情', run: '执行' },
  move: '移动',
  close: '关闭',
  callNumber: (number) => `呼叫 ${number}`,
  importOf: (name, campaign) => `${name} → ${campaign}`,
  commands: {
    contacts: { title: '打开联系人', keywords: 'lianxiren lxr contacts 通讯录' },
    records: { title: '打开话单', keywords: 'huadan hd jilu records 记录 录音' },
    campaigns: { title: '打开呼叫任务', keywords: 'hujiaorenwu hjrw campaigns 导入 号码库' },
    callbacks: { title: '打开回拨列表', keywords: 'huibo hb callbacks 提醒' },
    newCallback: { title: '新建回拨', keywords: 'xinjianhuibo xjhb callback 添加 提醒' },
    team: { title: '打开团队', keywords: 'tuandui td team 同事' },
    connection: { title: '查看连接', keywords: 'lianjie lj connection 网络 线路' },
    settings: { title: '打开设置', keywords: 'shezhi sz settings 选项' },
    about: { title: '关于话机伴侣', keywords: 'guanyu gy about 版本 许可证 更新' },
    keys: { title: '键盘操作', keywords: 'jianpan jp keyboard 快捷键 帮助' },
    pause: { title: '暂停通知一小时', keywords: 'zanting zt pause 免打扰 mdr' },
    resume: { title: '恢复通知', keywords: 'huifu hf resume 免打扰 mdr' },
    redial: { title: '再次呼叫上一个号码', keywords: 'chongbo cb redial 重拨' },
    diagnostics: { title: '复制诊断信息', keywords: 'zhenduan zd diagnostics 报告' },
    signOut: { title: '退出登录', keywords: 'tuichu tcdl sign out logout 注销' },
    quit: { title: '退出话机伴侣', keywords: 'tuichu tc quit exit 关闭' }
  },
  settings: {
    keywords: 'shezhi sz settings'
  }
}
