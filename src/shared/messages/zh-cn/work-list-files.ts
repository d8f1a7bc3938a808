import { outcomesZhCn } from './outcomes'
import type { WorkListFileMessages } from '../en/work-list-files'
import { wrapUpsZhCn } from './wrap-ups'

/** 外呼名单文件及其文件对话框的文字，以及新名单的名称（简体中文）。 */
export const workListFilesZhCn: WorkListFileMessages = {
  choose: '选择外呼名单文件',
  kinds: '名单文件（CSV、TSV、TXT、XLSX、vCard）',
  allFiles: '所有文件',
  fileKinds: { csv: 'CSV', xlsx: 'Excel 工作簿' },
  stem: '外呼名单',
  making: {
    names: {
      text: '粘贴的号码',
      contacts: (text) => (text === '' ? '联系人' : `联系人：${text}`),
      records: '来自话单',
      callbacks: '到期的回拨',
      campaign: '呼叫任务未接通的号码'
    },
    column: (n) => `第 ${n} 列`
  },
  table: {
    number: '号码',
    name: '姓名',
    company: '公司',
    state: '状态',
    states: {
      open: '待呼叫',
      later: '稍后再打',
      calling: '呼叫中',
      unsure: '待确认',
      done: '已完成',
      skipped: '已跳过',
      never: '黑名单'
    },
    due: '再次呼叫时间',
    attempts: '呼叫次数',
    last: '上次通话',
    outcome: '呼叫结果',
    outcomes: outcomesZhCn,
    result: '业务结果',
    results: wrapUpsZhCn.results,
    note: '备注'
  }
}
