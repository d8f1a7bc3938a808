// Meanings of column titles, by the words used in Chinese and English exports. Chinese words match anywhere in a
// title, English ones as whole words. The last meaningful word decides: 订单联系电话 is a telephone number, 手机订单号 isn't.

/** Telephone numbers. */
const phoneWords = {
  chinese: [
    ...['手机', '手機', '电话', '電話', '座机', '固话', '热线', '热線', '被叫', '主叫'],
    ...['联系方式', '聯繫方式', '联络方式', '联系人号码', '联系号码', '联系号'],
    ...['外呼号码', '呼叫号码', '来电号码', '去电号码', '客户号码', '用户号码', '备用号码', '电联']
  ],
  english: [
    ...['mobile', 'mobiles', 'cell', 'cellular', 'phone', 'phones', 'tel', 'telephone', 'telephones'],
    ...['cellphone', 'landline', 'hotline', 'callee', 'caller', 'msisdn', 'whatsapp']
  ]
}

/** Other kinds of numbers, and numbers that don't belong to people. */
const otherWords = {
  chinese: [
    ...[
      '身份证',
      '证件',
      '证号',
      '护照',
      '卡号',
      '账号',
      '帐号',
      '账户',
      '帐户',
      '户号',
      '学号',
      '工号',
      '员工号'
    ],
    ...[
      '订单',
      '单号',
      '流水',
      '编号',
      '编码',
      '序号',
      '代码',
      '条码',
      '批号',
      '批次',
      '型号',
      '合同',
      '保单',
      '发票'
    ],
    ...[
      '税号',
      '车牌',
      '房号',
      '房间',
      '门牌',
      '楼号',
      '桌号',
      '座位',
      '会员号',
      '客户号',
      '用户号',
      '快递',
      '运单'
    ],
    ...[
      '传真',
      '微信',
      '邮编',
      '邮政',
      '金额',
      '价格',
      '余额',
      '工资',
      '年龄',
      '日期',
      '时间',
      '生日',
      '分机'
    ]
  ],
  english: [
    ...[
      'fax',
      'id',
      'ids',
      'uid',
      'uuid',
      'guid',
      'qq',
      'wechat',
      'weixin',
      'openid',
      'imei',
      'iccid',
      'imsi'
    ],
    ...['order', 'orders', 'invoice', 'receipt', 'reference', 'ref', 'serial', 'sequence', 'sku', 'barcode'],
    ...['account', 'acct', 'card', 'passport', 'licence', 'license', 'plate', 'policy', 'contract', 'tax'],
    ...[
      'ticket',
      'case',
      'tracking',
      'batch',
      'lot',
      'item',
      'part',
      'model',
      'flight',
      'seat',
      'room',
      'floor'
    ],
    ...['amount', 'price', 'cost', 'total', 'sum', 'salary', 'balance', 'quantity', 'qty', 'age', 'code'],
    ...['zip', 'postcode', 'date', 'time', 'birthday', 'ext', 'extension']
  ]
}

/** Before "number", these words mean a telephone number. */
const phoneQualifiers =
  /^(?:contact|home|work|office|business|personal|private|direct|daytime|evening|emergency|primary|main|secondary|alternat(?:e|ive)|alt|backup|other|second|dial(?:led|ed)?|destination|guardian|parent|father|mother|spouse|partner)(?:\W*s)?$/
/** Before "number", these words mean a number that identifies a customer, an employee or the like. */
const otherQualifiers = /^(?:customer|client|member|membership|patient|student|employee|staff|user)$/
/** Before 号码, these words mean a telephone number. */
const phoneQualifiersChinese =
  /^(?:客户|用户|联系|联系人|备用|其他|家庭|办公|公司|个人|紧急|主|副|第[一二三])?(?:的)?$/

/** Words for other columns. */
const furtherWords = {
  chinese: [
    ...[
      '姓名',
      '名字',
      '客户',
      '联系人',
      '称呼',
      '性别',
      '地址',
      '城市',
      '省份',
      '地区',
      '公司',
      '单位',
      '部门'
    ],
    ...[
      '职务',
      '备注',
      '说明',
      '状态',
      '来源',
      '类型',
      '等级',
      '邮箱',
      '行业',
      '产品',
      '名称',
      '意向',
      '跟进'
    ]
  ],
  english: [
    ...['name', 'names', 'firstname', 'lastname', 'surname', 'customer', 'client', 'contact', 'company'],
    ...[
      'address',
      'city',
      'region',
      'province',
      'country',
      'state',
      'gender',
      'sex',
      'email',
      'mail',
      'remark'
    ],
    ...['remarks', 'note', 'notes', 'comment', 'comments', 'status', 'source', 'title', 'department', 'type']
  ]
}

/** Longer texts are sentences, not titles. */
const longestTitle = 24

/** Splits camelCase and snake_case into lowercase words, full-width characters as ASCII: customerPhone, mobile_no. */
const wordsOf = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace(/e-mail/g, 'email')
    .replace(/(mobile|phone|tel|cell)(?=(?:no|num|number)(?![a-z]))/g, '$1 ')
    .replace(/([a-z])(?=phones?(?![a-z]))/g, '$1 ')

const pattern = ({ chinese, english }: { chinese: readonly string[]; english: readonly string[] }): RegExp =>
  new RegExp(`${chinese.join('|')}|(?<![a-z])(?:${english.join('|')})(?![a-z])`, 'g')

const phonePattern = pattern(phoneWords)
const otherPattern = pattern(otherWords)
const furtherPattern = pattern(furtherWords)

/** Returns where the last match ends; -1: no match. */
const lastEnd = (words: string, of: RegExp): number =>
  [...words.matchAll(of)].reduce((end, match) => Math.max(end, match.index + match[0].length), -1)

/**
 * What a title says about its column: telephone numbers (`phone`); other numbers (`other`); numbers of an unspecified
 * kind (`number`: "Lead number", 活动号码); or nothing.
 */
export type TitleMeaning = 'phone' | 'other' | 'number' | 'unknown'

function meaningOfNumber(words: string): TitleMeaning {
  const english = /^(.*?)\s*(?<![a-z])(?:numbers?|nums?|nos?)(?![a-z])\W*\d*\W*$/.exec(words)
  if (english) {
    const before = (english[1] ?? '').trim()
    // "No." alone is a row number.
    if (before === '') return /^\W*no/.test(words) ? 'unknown' : 'phone'
    const qualifier = before.split(/\s+/).at(-1) ?? ''
    if (phoneQualifiers.test(qualifier)) return 'phone'
    return otherQualifiers.test(qualifier) ? 'other' : 'number'
  }
  const chinese = /^(.*?)(?:号码|號碼)[\d一二三\s]*$/.exec(words)
  if (!chinese) return 'unknown'
  return phoneQualifiersChinese.test((chinese[1] ?? '').trim()) ? 'phone' : 'number'
}

function meaningOf(words: string): TitleMeaning {
  const [phone, other] = [lastEnd(words, phonePattern), lastEnd(words, otherPattern)]
  if (phone > other) return 'phone'
  return other > phone ? 'other' : meaningOfNumber(words)
}

/**
 * Returns the meaning of the part before a bracket, if it has one; of several parts (电话/传真), one that means
 * telephone wins.
 */
export function titleMeaning(title: string): TitleMeaning {
  const words = wordsOf(title)
  const bare = words.replace(/[([{【][^)\]}】]*[)\]}】]?/g, ' ').trim()
  for (const text of [bare, words]) {
    const meanings = text.split(/[/、，,&+|或和及]/).map((part) => meaningOf(part.trim()))
    const found = (['phone', 'other', 'number'] as const).find((meaning) => meanings.includes(meaning))
    if (found !== undefined) return found
  }
  return 'unknown'
}

/** Whether a text is a known column title. */
export function isKnownTitle(text: string): boolean {
  const title = text.trim()
  if (title === '' || title.length > longestTitle || /\d{3}/.test(title)) return false
  return titleMeaning(title) !== 'unknown' || lastEnd(wordsOf(title), furtherPattern) !== -1
}
