import type { ExportMessages } from '../en/exports'
import { campaignProgressZhCn } from './campaign-progress'
import { recordsZhCn } from './records'
import { wrapUpsZhCn } from './wrap-ups'

const { columns, outcomes, yes, no } = recordsZhCn

/** 导出文件和文件对话框的文字（简体中文）。 */
export const exportsZhCn: ExportMessages = {
  labels: {
    columns: { ...columns, duration: '时长（秒）', cost: '费用（元）' },
    outcomes,
    results: wrapUpsZhCn.results,
    yes,
    no
  },
  agent: '话机',
  chooseLists: '选择号码名单',
  chooseBlockList: '选择黑名单文件',
  listKinds: '号码名单（CSV、TSV、TXT、XLSX）',
  allFiles: '所有文件',
  chooseFolder: '保存录音的文件夹',
  progressColumns: campaignProgressZhCn.columns,
  fileKinds: { csv: 'CSV', xlsx: 'Excel 工作簿', png: 'PNG 图片' }
}
