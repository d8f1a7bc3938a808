import type { teamEn } from '../en/team'

/** 团队页面的文字（简体中文）。 */
export const teamZhCn: typeof teamEn = {
  title: '团队',
  emptyTitle: '看看同事是否空闲',
  emptyText: '添加同事的话机，就能看到每部话机是空闲、呼叫中还是通话中，以及对方号码。',
  list: '同事',
  unnamed: (agentId) => `话机 ${agentId}`,
  phone: (agentId) => `话机 ${agentId}`,
  statuses: {
    unknown: '还没有消息',
    idle: '空闲',
    ringing: '呼叫中',
    talking: '通话中',
    refused: '不允许查看'
  },
  lineDown: '线路中断，状态未知',
  refusedTitle: '平台不允许查看这部话机。',
  since: (time) => `${time} 起`,
  duration: '时长',
  row: (name, status, number) => (number === '' ? `${name}，${status}` : `${name}，${status}，${number}`),
  lastNumber: '上次',
  copyNumber: (name) => `复制号码：${name}`,
  seeCall: (name) => `查看通话：${name}`,
  callOf: (name) => `${name}的通话`,
  theirs: {
    steps: { 'phone-rings': '话机响铃', 'phone-answered': '话机已接听' },
    states: {
      agentReady: '话机响铃',
      callAgentSuccess: '话机已接听',
      callAgentFailed: '呼叫话机失败'
    }
  },
  noCall: '还没有收到这部话机的通话。',
  filter: '筛选团队',
  filterPlaceholder: '姓名、话机或号码',
  noMatch: '没有符合的同事。',
  showAll: '显示全部',
  edit: '编辑',
  done: '完成',
  addTitle: '添加同事',
  agentId: '话机 ID',
  label: '姓名',
  labelOf: (agentId) => `话机 ${agentId} 的姓名`,
  add: '添加',
  addHint: '也可以粘贴多行：话机 ID 和姓名。',
  added: (n) => `已添加 ${n} 位。`,
  addedOf: (n, lines) => `${lines} 行中已添加 ${n} 位。`,
  errors: {
    unreadable: '话机 ID 是整数，例如 699861013。',
    own: '这是您自己的话机。',
    double: '这部话机已在列表中。',
    full: (most) => `列表已满，最多 ${most} 位。`
  },
  leftOut: {
    unreadable: (lines) => `没有话机 ID：${lines}。`,
    own: () => '您自己的话机。',
    double: (lines) => `已在列表中：${lines}。`,
    full: (n, most) => `超出 ${n} 位，列表最多 ${most} 位。`
  },
  leftOutTitle: '未添加：',
  andMore: (lines, n) => `${lines} 等，另有 ${n} 行`,
  comma: '、',
  up: (name) => `上移：${name}`,
  down: (name) => `下移：${name}`,
  remove: (name) => `移除：${name}`,
  removed: (name) => `已移除“${name}”。`,
  undo: '撤销',
  moved: (name, place, places) => `${name}：第 ${place} 位，共 ${places} 位`,
  editHint: '按 Alt+↑、Alt+↓ 移动一行。'
}
