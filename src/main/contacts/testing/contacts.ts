import type { ContactContent } from '../../../shared/contacts/schema'

const surnames = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范单解'
)
const given = Array.from(
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国文志玉红海波春梅晓东婷浩宇轩子涵欣怡'
)
const cities = ['北京', '上海', '广州', '深圳', '杭州', '成都', '重庆', '南京']
const trades = ['科技', '贸易', '物流', '银行', '医药', '置业', '广告', '电子']

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T

/** A content with defaults. */
export const contactOf = (content: Partial<ContactContent> = {}): ContactContent => ({
  name: '',
  company: '',
  numbers: [],
  fields: [],
  note: '',
  ...content
})

/** The name of the contact at this place. */
export const nameAt = (at: number): string =>
  pick(surnames, at) +
  pick(given, Math.floor(at / 7)) +
  (at % 4 === 0 ? '' : pick(given, Math.floor(at / 311) + at * 3))

/** The mobile number of the contact at this place. */
export const mobileAt = (at: number): string => String(13_000_000_000 + ((at * 7_919) % 1_000_000_007))

/** A contact as a list of customers has it; the same for the same place. */
export const contactAt = (at: number): ContactContent =>
  contactOf({
    name: nameAt(at),
    company: `${pick(cities, at)}${pick(trades, Math.floor(at / 8))}${(at * 31) % 997}有限公司`,
    numbers: [
      { label: '手机', number: mobileAt(at) },
      ...(at % 3 === 0 ? [{ label: '办公室', number: `0755${20_000_000 + (at % 60_000_000)}` }] : [])
    ],
    fields: [{ name: '城市', value: pick(cities, at) }]
  })

/** Contacts in batches, as an import delivers them. */
export async function* inBatches(
  contacts: readonly ContactContent[],
  size = 5_000
): AsyncGenerator<ContactContent[]> {
  for (let from = 0; from < contacts.length; from += size)
    yield await Promise.resolve(contacts.slice(from, from + size))
}
