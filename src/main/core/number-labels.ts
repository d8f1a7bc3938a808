import { Char, classOf } from './number-chars'

/** What the words before a number say about it: a telephone number, its URI scheme, something else, or nothing. */
export type Mark = 'phone' | 'uri' | 'other' | 'none'

const phoneWords = new Set(
  (
    'tel tels telephone phone phones mobile mob cell cellphone cellular handphone landline fax call calls dial ' +
    'dialed callee caller callto hotline contact contacts voice sip sips sms whatsapp wechat phoneno telno ' +
    'phonenumber mobileno mobilephone contactphone t m p f ph hp'
  ).split(' ')
)

const otherWords = new Set(
  (
    'order orders orderid orderno ordernumber sku sn serial imei imsi iccid meid isbn issn ean upc barcode uid uuid ' +
    'userid invoice tracking waybill ref reference ticket case batch rmb cny usd eur hkd jpy amount price total ' +
    'balance sum qq id ids'
  ).split(' ')
)

/** Words that name no kind of number by themselves: "Tel No.", "order number". */
const weakWords = new Set(['no', 'nos', 'number', 'num', 'nr', 'id', 'is'])

const phoneEndings =
  '电话 電話 手机 手機 固话 座机 热线 熱線 客服 拨打 撥打 致电 致電 来电 去电 回电 传真 呼叫 联系方式 被叫 主叫 ' +
  '请拨 详询 咨询 垂询 询 拨 ☎ ☏ ✆ 📞 📱 📲'

const otherEndings =
  '订单 訂單 订单号 单据 单号 單據 运单 快递单 流水 流水号 编号 編號 编码 卡号 银行卡 信用卡 储蓄卡 身份证 证件 证号 ' +
  '合同 合同号 发票 发票号 税号 工号 学号 准考证 保单 批次 批号 序列 序列号 条码 条形码 串号 验证码 校验码 邮编 群号 ' +
  '代码 货号 票号 车次 金额 合计 总计 总额 余额 单价 价格 总价 人民币'

const weakEndings = ['号码', '號碼', '号', '號', '码']

interface Ending {
  word: string
  mark: 'phone' | 'other' | 'weak'
}

/** The endings by their last unit, the longest first: one look at a character rules out nearly all of them. */
const endings = new Map<number, Ending[]>()

function addEndings(words: readonly string[], mark: Ending['mark']): void {
  for (const word of words) {
    const unit = word.charCodeAt(word.length - 1)
    const list = [...(endings.get(unit) ?? []), { word, mark }]
    endings.set(
      unit,
      list.sort((a, b) => b.word.length - a.word.length)
    )
  }
}
addEndings(phoneEndings.split(' '), 'phone')
addEndings(otherEndings.split(' '), 'other')
addEndings(weakEndings, 'weak')

/** Between a label and its number: `电话：`, `Tel. (`, `"phone": "`, `=`, `- `. */
const isBetween = new Uint8Array(65536)
for (const character of ':：.．=＝"\'“”‘’＂＇`(（[［【<《{#＃*_/-–—~+＋ \u00a0\u3000\ufe0f\u200b\u200e\u200f\u202a\u202c\u2060\ufeff')
  isBetween[character.charCodeAt(0)] = 1

function skipBetween(text: string, index: number): number {
  let at = index
  for (let steps = 0; steps < 12 && at >= 0 && isBetween[text.charCodeAt(at)] === 1; steps += 1) at -= 1
  return at
}

interface Word {
  word: string
  /** The index before its first letter. */
  before: number
}

/** The Latin word that ends at an index (its last 16 letters), in lower case. */
export function wordEndingAt(text: string, index: number): Word {
  let at = index
  let isAscii = true
  while (at >= 0 && index - at < 16) {
    const unit = text.charCodeAt(at)
    if (unit === 0x5f || classOf(unit) !== Char.letter) break
    if (unit > 0x7f) isAscii = false
    at -= 1
  }
  const written = text.slice(at + 1, index + 1)
  return { word: (isAscii ? written : written.normalize('NFKC')).toLowerCase(), before: at }
}

/** Whether a Latin word may be glued to a number: Tel13800138000. */
export function isPhoneWord(word: string): boolean {
  return word.length >= 3 && phoneWords.has(word)
}

const uriSchemes = new Set(['tel', 'callto', 'sip', 'sips'])

function markOfWord(text: string, end: number, start: number): Mark {
  const { word, before } = wordEndingAt(text, end)
  if (uriSchemes.has(word) && /^:(?:\/\/)?\+?$/.test(text.slice(end + 1, start))) return 'uri'
  // One letter is a label with its colon only: "T: 95588", but "m 95588" says nothing.
  if (phoneWords.has(word))
    return word.length > 2 || /^[:：.]/.test(text.slice(end + 1, start)) ? 'phone' : 'none'
  if (weakWords.has(word)) {
    const previous = wordEndingAt(text, skipBetween(text, before)).word
    if (phoneWords.has(previous)) return 'phone'
    return otherWords.has(previous) || word === 'no' || word === 'id' ? 'other' : 'none'
  }
  return otherWords.has(word) ? 'other' : 'none'
}

function isFiller(unit: number): boolean {
  return unit === 0x20 || unit === 0xa0 || unit === 0x3000
}

/** The index before a word that ends at `end`, spaces in it not counted (电 话 is spaced to fill its line); else -2. */
function beforeWord(text: string, end: number, word: string): number {
  let at = end
  for (let index = word.length - 1; index >= 0; index -= 1) {
    for (let steps = 0; steps < 4 && isFiller(text.charCodeAt(at)); steps += 1) at -= 1
    if (at < 0 || text.charCodeAt(at) !== word.charCodeAt(index)) return -2
    at -= 1
  }
  return at
}

/** What the text before `start` (the first mark or digit of a number) says the number is. */
export function markBefore(text: string, start: number): Mark {
  let end = skipBetween(text, start - 1)
  for (let depth = 0; depth < 2 && end >= 0; depth += 1) {
    const unit = text.charCodeAt(end)
    if (classOf(unit) === Char.letter) return markOfWord(text, end, start)
    const candidates = endings.get(unit)
    if (!candidates) return 'none'
    let isWeak = false
    for (const { word, mark } of candidates) {
      const before = beforeWord(text, end, word)
      if (before < -1) continue
      if (mark !== 'weak') return mark
      end = before
      isWeak = true
      break
    }
    if (!isWeak) return 'none'
  }
  return 'none'
}
