import type { CallersMessages } from '../en/callers'

/** 账号的主叫号码（简体中文）。 */
export const callersZhCn: CallersMessages = {
  title: '主叫号码',
  as: (name) => `主叫 ${name}`,
  named: (number, label) => `${number}（${label}）`,
  own: '话机绑定的号码',
  ownTitle: '话机绑定的号码',
  ownHint: '呼叫时不指定主叫号码，由平台使用话机绑定的号码。',
  menu: '本次呼叫的主叫号码',
  change: (name, keys) => `本次呼叫的主叫号码：${name}，按 ${keys} 更换`,
  next: (name) => `主叫号码：${name}，点击换下一个`,
  changed: (name) => `本次呼叫的主叫号码：${name}。`,
  manage: '管理主叫号码…',
  refused: (name) => `主叫号码 ${name}`,
  fix: '主叫号码…',

  summary: (count, name) => (count > 1 ? `${name}等 ${count} 个` : name),
  intro:
    '对方看到的来电号码。有多个时，号码框和呼叫前的提示会显示将使用哪一个，呼叫前可按 Alt+1 到 Alt+9 更换。',
  remembers: '再次呼叫同一地区时使用上次选择的号码，其他情况使用这里选中的默认号码。',
  list: '主叫号码，选中的是默认号码',
  default: (name) => `默认：${name}`,
  number: '号码',
  numberOf: (number) => `${number} 的号码`,
  label: '名称',
  labelOf: (number) => `${number} 的名称`,
  labelPlaceholder: '销售、客服……',
  addTitle: '添加主叫号码',
  add: '添加',
  full: (most) => `列表已满，最多 ${most} 个。`,
  added: (name) => `已添加 ${name}。`,
  up: (name) => `上移：${name}`,
  down: (name) => `下移：${name}`,
  remove: (name) => `删除：${name}`,
  removed: (name) => `已删除 ${name}。`,
  undo: '撤销',
  moved: (name, place, places) => `${name}：第 ${place} 个，共 ${places} 个`,
  moveHint: '按 Alt+↑、Alt+↓ 移动一行，顺序与按键 Alt+1 到 Alt+9 一致。'
}
