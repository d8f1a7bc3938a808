import { Char, classOf } from './number-chars'

/** The meaning of the words before a number: telephone, fax, URI scheme, something else, or none. */
export type Mark = 'phone' | 'fax' | 'uri' | 'other' | 'none'

const phoneWords = new Set(
  (
    'tel tels telephone phone phones mobile mob cell cellphone cellular handphone landline call calls dial ' +
    'dialed callee caller callto hotline contact contacts voice sip sips sms whatsapp phoneno telno telfax ' +
    'phonenumber mobileno mobilephone contactphone t m p ph hp'
  ).split(' ')
)

const faxWords = new Set(['fax', 'faxno', 'facsimile', 'f'])

const otherWords = new Set(
  (
    'order orders orderid orderno ordernumber sku sn serial imei imsi iccid meid isbn issn ean upc barcode uid uuid ' +
    'userid invoice tracking waybill ref reference ticket case batch rmb cny usd eur hkd jpy amount price total ' +
    'balance sum qq id ids email mail skype msn context account acct passport password pwd'
  ).split(' ')
)

/** Words written directly after a number, without a blank: 13800138000Email:a@b.com. */
const wordsBehind = new Set(
  (
    'tel telephone phone mobile mob cell fax email mail qq vx wx weixin wechat whatsapp skype msn web website www ' +
    'http https addr address name contact attn'
  ).split(' ')
)

/** A single letter, or a word that a hash can contain, is a label only with its colon, or as V信 and V同号. */
const shortLabelBehind = /^(?:(?:[tmpfecqwv]|add)[:：]|v[信同]|e-mail)/i

/** Words that don't name a kind of number alone: "Tel No.", "order number". */
const weakWords = new Set(['no', 'nos', 'number', 'num', 'nr', 'id', 'is'])

const phoneEndings =
  '电话 電話 手机 手機 固话 座机 热线 熱線 客服 拨打 撥打 致电 致電 来电 去电 回电 呼叫 联系方式 被叫 主叫 ' +
  '请拨 详询 咨询 垂询 询 拨 ☎ ☏ ✆ 📞 📱 📲'

const faxEndings = '传真 傳真'

const otherEndings =
  '订单 訂單 订单号 单据 单号 單據 运单 快递单 流水 流水号 编号 編號 编码 卡号 银行卡 信用卡 储蓄卡 身份证 证件 证号 ' +
  '合同 合同号 发票 发票号 税号 工号 学号 准考证 保单 批次 批号 序列 序列号 条码 条形码 串号 验证码 校验码 邮编 群号 ' +
  '代码 货号 票号 车次 金额 合计 总计 总额 余额 单价 价格 总价 人民币 账号 帐号 账户 帐户 户号 会员号 客户号 设备号 ' +
  '型号 密码 口令 护照 护照号 驾驶证 驾照 社保号 医保号 病历号 房号 群 邮箱'

const weakEndings = ['号码', '號碼', '号', '號', '码']

interface Ending {
  word: string
  mark: 'phone' | 'fax' | 'other' | 'weak'
}

/** The endings by their last unit, longest first, so that one lookup excludes nearly all of them. */
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
addEndings(faxEndings.split(' '), 'fax')
addEndings(otherEndings.split(' '), 'other')
addEndings(weakEndings, 'weak')

/** Characters between a label and its number: `电话：`, `Tel. (`, `"phone": "`, `=`, `- `. */
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
  while (at >= 0 && index - at < longestWord) {
    const unit = text.charCodeAt(at)
    if (!isLetterOfWord(unit)) break
    if (unit > 0x7f) isAscii = false
    at -= 1
  }
  const written = text.slice(at + 1, index + 1)
  return { word: (isAscii ? written : written.normalize('NFKC')).toLowerCase(), before: at }
}

/** True if a Latin word may touch the number after it: Tel13800138000. */
export function isPhoneWord(word: string): boolean {
  return word.length >= 3 && (phoneWords.has(word) || faxWords.has(word))
}

const longestWord = 16

/** Text that makes a word part of a longer name: an underscore, a file extension, or a dash and more characters. */
const nameGoesOn = /^(?:_|[.．][a-z]|-[a-z0-9])/i

/**
 * True if the letters at `index` are a label that touches the number before it, and not part of an identifier. The
 * whole word must be a known label.
 */
export function isLabelBehind(text: string, index: number): boolean {
  if (shortLabelBehind.test(text.slice(index, index + 6))) return true
  let end = index
  while (end < text.length && end - index <= longestWord && isLetterOfWord(text.charCodeAt(end))) end += 1
  const word = text.slice(index, end).normalize('NFKC').toLowerCase()
  return wordsBehind.has(word) && (word === 'www' || !nameGoesOn.test(text.slice(end, end + 2)))
}

const isLetterOfWord = (unit: number): boolean => unit !== 0x5f && classOf(unit) === Char.letter

const uriSchemes = new Set(['tel', 'callto', 'sip', 'sips'])

function markOfWord(text: string, end: number, start: number): Mark {
  const { word, before } = wordEndingAt(text, end)
  if (uriSchemes.has(word) && /^:(?:\/\/)?\+?$/.test(text.slice(end + 1, start))) return 'uri'
  // A single letter is a label only with its colon: "T: 95588", but not "m 95588".
  const isLabel = word.length > 2 || /^[:：.]/.test(text.slice(end + 1, start))
  if (phoneWords.has(word)) return isLabel ? 'phone' : 'none'
  if (faxWords.has(word)) return isLabel ? faxOrPhone(text, before) : 'none'
  if (weakWords.has(word)) {
    const previousEnd = skipBetween(text, before)
    const { word: previous, before: beforePrevious } = wordEndingAt(text, previousEnd)
    if (phoneWords.has(previous)) return 'phone'
    if (faxWords.has(previous)) return faxOrPhone(text, beforePrevious)
    return otherWords.has(previous) || word === 'no' || word === 'id' ? 'other' : 'none'
  }
  return otherWords.has(word) ? 'other' : 'none'
}

const joinsLabels = /[/／&＆、,，和及与+.．(（\s]{1,4}$/

/** Tel/Fax, 电话/传真: a shared line counts as a telephone. `before`: the index before the word for the fax. */
function faxOrPhone(text: string, before: number): Mark {
  const joint = joinsLabels.exec(text.slice(Math.max(0, before - 3), before + 1))?.[0] ?? ''
  const end = before - joint.length
  if (end < 0) return 'fax'
  const isPhone =
    phoneWords.has(wordEndingAt(text, end).word) ||
    (endings.get(text.charCodeAt(end)) ?? []).some(
      ({ word, mark }) => mark === 'phone' && beforeWord(text, end, word) >= -1
    )
  return isPhone ? 'phone' : 'fax'
}

function isFiller(unit: number): boolean {
  return unit === 0x20 || unit === 0xa0 || unit === 0x3000
}

/** The index before a word that ends at `end`, ignoring spaces in it (电 话 is padded to fill its line); else -2. */
function beforeWord(text: string, end: number, word: string): number {
  let at = end
  for (let index = word.length - 1; index >= 0; index -= 1) {
    for (let steps = 0; steps < 4 && isFiller(text.charCodeAt(at)); steps += 1) at -= 1
    if (at < 0 || text.charCodeAt(at) !== word.charCodeAt(index)) return -2
    at -= 1
  }
  return at
}

/** The mark from the text before `start` (the first mark or digit of a number). */
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
      if (mark === 'fax') return faxOrPhone(text, before)
      if (mark !== 'weak') return mark
      end = before
      isWeak = true
      break
    }
    if (!isWeak) return 'none'
  }
  return 'none'
}
