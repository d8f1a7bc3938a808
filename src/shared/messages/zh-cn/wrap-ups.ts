import type { WrapUpsMessages } from '../en/wrap-ups'

/** 通话小结和业务结果列表的中文文案。 */
export const wrapUpsZhCn: WrapUpsMessages = {
  title: '通话小结',
  of: (number) => `通话小结：${number}`,
  result: '业务结果',
  results: {
    interested: '有意向',
    'not-interested': '无意向',
    'call-back': '需回拨',
    'no-answer': '无人接听',
    'wrong-number': '号码错误',
    done: '已成交',
    refused: '拒绝来电'
  },
  noResult: '无业务结果',
  chosen: (name) => `业务结果：${name}`,
  cleared: '已清除业务结果',
  keysHint: '按 1–9 选择业务结果，按 N 填写备注，按 D 将号码加入黑名单。',
  addTags: '标签',
  callBack: '回拨',
  times: { 'in-15-min': '15 分钟', 'in-1-hour': '1 小时', tomorrow: '明天 09:00', at: '其他…' },
  callBackAt: (when) => `回拨：${when}`,
  callBackSaved: (when) => `已安排回拨：${when}`,

  notes: {
    title: '备注',
    placeholder: '谈了什么，接下来做什么…',
    saving: '正在保存…',
    saved: '已保存',
    unsaved: '尚未保存',
    failed: '没有保存。',
    left: (n) => `还可输入 ${n} 个字符`,
    onlyHere: '备注和标签只保存在本机。'
  },

  tags: {
    title: '标签',
    add: '添加标签',
    hint: '按 Enter 或逗号添加，按退格键删除最后一个。',
    remove: (tag) => `删除标签 ${tag}`,
    added: (tag) => `已添加标签 ${tag}。`,
    removed: (tag) => `已删除标签 ${tag}。`,
    tooLong: (n) => `标签最多 ${n} 个字符。`,
    tooMany: (n) => `每通电话最多 ${n} 个标签。`,
    suggestions: '已用过的标签'
  },

  settings: {
    section: '业务结果',
    summary: (n) => `${n} 项`,
    intro: '通话结束后按 1–9 选择。',
    list: '业务结果',
    nameOf: (name) => `名称：${name}`,
    look: (name) => `颜色和图标：${name}`,
    colour: '颜色',
    icon: '图标',
    up: (name) => `上移：${name}`,
    down: (name) => `下移：${name}`,
    moved: (name, place, places) => `${name}：第 ${place} 项，共 ${places} 项`,
    remove: (name) => `移除：${name}`,
    removed: '已移除',
    removedHint: '已有这些业务结果的通话不受影响。',
    restore: (name) => `重新启用：${name}`,
    restoreShort: '重新启用',
    add: '添加业务结果',
    newName: '新业务结果',
    full: '最多九项，每个按键一项。',
    usual: '恢复默认列表',
    colours: {
      grey: '灰色',
      blue: '蓝色',
      teal: '青色',
      green: '绿色',
      amber: '橙色',
      red: '红色',
      purple: '紫色',
      pink: '粉色'
    },
    icons: {
      'thumbs-up': '赞',
      'thumbs-down': '踩',
      clock: '时钟',
      'phone-missed': '未接来电',
      hash: '井号',
      done: '对勾',
      ban: '禁止',
      star: '星',
      heart: '心',
      flag: '旗',
      message: '消息',
      mail: '信封',
      person: '人',
      question: '问号'
    }
  }
}
