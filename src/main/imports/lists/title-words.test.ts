import { describe, expect, it } from 'vitest'
import { isKnownTitle, titleMeaning, type TitleMeaning } from './title-words'

const meanings: Record<TitleMeaning, readonly string[]> = {
  phone: [
    ...[
      '手机',
      '手机号',
      '手机号码',
      '联系电话',
      '电话',
      '电话1',
      '座机',
      '固话',
      '联系方式',
      '号码',
      '号码2',
      '客户号码'
    ],
    ...[
      '被叫号码',
      '备用号码',
      '紧急联系人电话',
      '订单联系电话',
      '电话/传真',
      '手机号（微信同号）',
      '联系电话(11位)',
      '微信/手机'
    ],
    ...[
      'Mobile',
      'Mobile No.',
      'mobile_no',
      'mobileno',
      'customerPhone',
      'Phone number',
      'Tel',
      'TEL.',
      'Telephone'
    ],
    ...[
      'Cell',
      'Contact Number',
      'Contact no',
      'Home number',
      'Number',
      'number 2',
      'Fax/Tel',
      'MSISDN',
      'homephone'
    ]
  ],
  other: [
    ...[
      '身份证',
      '身份证号',
      '身份证号码',
      '订单号',
      '订单号码',
      '客户编号',
      '客户号',
      '传真',
      '传真号码',
      '微信号',
      'QQ',
      'QQ号码'
    ],
    ...[
      '手机订单号',
      '银行卡号',
      '金额',
      '日期',
      '邮编',
      '房间号码',
      '车牌号码',
      '工号',
      '流水号',
      '快递单号',
      '分机号'
    ],
    ...[
      'Fax',
      'Fax Number',
      'Ref Number',
      'Reference no.',
      'Order Number',
      'orderNo',
      'Room number',
      'Customer Number'
    ],
    ...[
      'Customer ID',
      'Phone ID',
      'Mobile order no',
      'Account number',
      'Serial No',
      'Amount',
      'Date',
      'ID number',
      'zip code'
    ]
  ],
  number: ['活动号码', 'Lead number', 'Campaign No.'],
  unknown: ['姓名', '城市', 'Name', 'No.', 'hotel', 'automobile', 'excellent', 'notes', 'cancelled', '']
}

describe('a column title', () => {
  const all = Object.entries(meanings).flatMap(([meaning, titles]) => titles.map((title) => [title, meaning]))
  it.each(all)('%s means: %s', (title, meaning) => {
    expect(titleMeaning(title)).toBe(meaning)
  })

  it.each(['姓名', '手机', 'Name', 'E-mail', 'customer_name', '备注', 'Room number', '活动号码'])(
    '%s is known',
    (title) => {
      expect(isKnownTitle(title)).toBe(true)
    }
  )

  it.each(['', '张三', '13800138000', 'Ann', 'the name of everything that is in this list', '2026年'])(
    '%s is unknown',
    (text) => {
      expect(isKnownTitle(text)).toBe(false)
    }
  )
})
