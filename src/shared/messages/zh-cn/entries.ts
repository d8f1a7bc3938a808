import type { DoubtCode, InvalidCode } from '../../imports/imports'
import type { EntriesMessages } from '../en/entries'

const flaws: Record<DoubtCode | InvalidCode, string> = {
  'service-number': '400/800 号码',
  'short-code': '短号码',
  foreign: '境外号码',
  'no-area-code': '缺少区号',
  'unknown-area': '区号未分配',
  'odd-grouping': '分组不常见',
  fax: '传真号码',
  extension: '带分机号',
  scientific: '科学计数法',
  decimal: '末尾多了 .0',
  'zero-lost': '开头的 0 丢失',
  empty: '空单元格',
  'no-digits': '没有数字',
  'too-short': '位数太少',
  'too-long': '位数太多',
  joined: '多个号码连在一起',
  unreadable: '有乱码',
  'line-broken': '行已损坏',
  'no-number': '不是电话号码',
  uncalculated: '公式没有计算结果',
  'above-header': '在表头上方',
  'hidden-row': '隐藏的行'
}

const leftOut: Omit<EntriesMessages['reasons'], 'cancelled'> = {
  repeated: '名单内重复',
  'imported-before': '以前已导入',
  'maybe-imported': '可能已导入',
  blocked: '在黑名单中',
  ...flaws
}

/** 名单条目的文字（简体中文）：用于呼叫任务窗口和导出的文件。 */
export const entriesZhCn: EntriesMessages = {
  codes: { mobile: '手机号', fixed: '固定电话', ...flaws },
  reasons: { ...leftOut, cancelled: '导入已取消' },
  parts: {
    sent: '已导入',
    refused: '被拒绝',
    unknown: '结果未知',
    waiting: '待发送',
    'left-out': '已排除'
  },
  encodings: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16 LE',
    'utf-16be': 'UTF-16 BE',
    gb18030: 'GBK / GB18030',
    big5: 'Big5（繁体）'
  },
  delimiters: {
    comma: '逗号 ,',
    tab: '制表符',
    semicolon: '分号 ;',
    pipe: '竖线 |',
    space: '空格',
    colon: '冒号 :',
    caret: '脱字符 ^',
    tilde: '波浪号 ~',
    none: '无，每行一个'
  },
  column: {
    file: '文件',
    sheet: '工作表',
    line: '行号',
    column: '列',
    text: '原文',
    number: '号码',
    reason: '原因',
    suggestion: '建议',
    part: '结果',
    request: '请求',
    message: '说明'
  },
  pasted: '粘贴的号码'
}
