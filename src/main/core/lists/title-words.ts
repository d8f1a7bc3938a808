// What the titles of columns say, in the words that Chinese and English exports use.

const phoneWords =
  /手机|手機|电话|電話|联系方式|聯繫方式|联络方式|联系人?号码|座机|固话|被叫|主叫|热线|mobile|cell|phone|(?:^|[^a-z])tel(?:$|[^a-z])|telephone|callee|contact\s?(?:no|number)|(?:^|[^a-z])msisdn/i

const otherWords =
  /身份证|证件|证号|卡号|账号|帐号|订单|单号|流水|工号|编号|编码|序号|学号|合同|保单|发票|税号|代码|条码|qq|微信|wechat|weixin|openid|金额|价格|余额|工资|年龄|邮编|邮政|传真|日期|时间|生日|(?:^|[^a-z])(?:fax|id|uid|order|amount|price|age|zip|postcode|date|time|birthday|card|account|imei|iccid|serial|sku)(?:$|[^a-z])/i

const weakPhoneWords = /号码|號碼|(?:^|[^a-z])(?:number|num|no)(?:$|[^a-z])/i

const furtherWords =
  /姓名|名字|客户|联系人|称呼|性别|地址|城市|省份|地区|公司|单位|部门|职务|备注|说明|状态|来源|类型|等级|邮箱|行业|产品|(?:^|[^a-z])(?:name|first ?name|last ?name|customer|company|address|city|region|province|gender|sex|e-?mail|remarks?|notes?|comments?|status|source|title|department)(?:$|[^a-z])/i

/** Longer texts are sentences, no titles. */
const longestTitle = 20

/** camelCase and snake_case as words: customerPhone, mobile_no. */
function wordsOf(title: string): string {
  return title.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
}

/**
 * What a column's title says about it: that it holds telephone numbers; numbers of another kind; or nothing. 联系电话
 * counts before 订单 in 订单联系电话, 身份证 before 号码 in 身份证号码.
 */
export function titleMeaning(title: string): 'phone' | 'other' | 'unknown' {
  const words = wordsOf(title)
  if (phoneWords.test(words)) return 'phone'
  if (otherWords.test(words)) return 'other'
  return weakPhoneWords.test(words) ? 'phone' : 'unknown'
}

/** Whether a text is one that columns are called by. */
export function isKnownTitle(text: string): boolean {
  const title = text.trim()
  if (title === '' || title.length > longestTitle || /\d{3}/.test(title)) return false
  return titleMeaning(title) !== 'unknown' || furtherWords.test(wordsOf(title))
}
