import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContactContent } from '../../../shared/contacts/schema'
import { contactFilesEn } from '../../../shared/messages/en/contact-files'
import { cleanContent } from '../contact-text'
import { contactOf } from '../testing/contacts'
import { anyContact } from '../testing/any-contact'
import { createCardReader } from './vcard-contacts'
import { vcardOf } from './vcard-write'

const read = (text: string): ContactContent[] => {
  const reader = createCardReader(contactFilesEn.card)
  return [...text.split(/\r\n|\n|\r/), ''].flatMap((line) => reader.push(line) ?? [])
}

describe('reading', () => {
  it('a phone’s vCard 3.0 with labels, groups and folded lines', () => {
    expect(
      read(
        [
          'BEGIN:VCARD',
          'VERSION:3.0',
          'N:张;三;;;',
          'FN:张三',
          'ORG:深圳科技\\, 有限;销售部',
          'TEL;TYPE=CELL,VOICE;TYPE=pref:138 0013 8000',
          'TEL;TYPE="work,fax":+86-755-23456789',
          'item1.TEL:13900139000',
          'item1.X-ABLabel:_$!<Other>!$_',
          'EMAIL;TYPE=INTERNET:zs@example.com',
          'NOTE:第一行\\n第',
          ' 二行',
          'PHOTO;ENCODING=b:AAAA',
          ' BBBB',
          'END:VCARD'
        ].join('\r\n')
      )
    ).toEqual([
      {
        name: '张三',
        company: '深圳科技, 有限',
        numbers: [
          { label: 'Mobile', number: '13800138000' },
          { label: 'Fax', number: '075523456789' },
          { label: 'Other', number: '13900139000' }
        ],
        fields: [
          { name: 'Email', value: 'zs@example.com' },
          { name: 'Department', value: '销售部' }
        ],
        note: '第一行\n第二行'
      }
    ])
  })

  it('an Android phone’s vCard 2.1 in quoted-printable', () => {
    const [contact] = read(
      [
        'BEGIN:VCARD',
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=',
        '=89;;;',
        'TEL;CELL;PREF:13800138000',
        'NOTE;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=B1=B8=D7=A2=0D=0A=A3=BB',
        'END:VCARD'
      ].join('\r\n')
    )
    expect(contact).toMatchObject({
      name: '张三',
      numbers: [{ label: 'Mobile', number: '13800138000' }],
      note: '备注\n；'
    })
  })

  it('vCard 4.0: URIs, quoted parameters, tel with an extension', () => {
    expect(
      read(
        'BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nTEL;VALUE=uri;TYPE="cell,home":tel:+1-415-555-2671;ext=5\nADR;LABEL="a:b;c":;;1 St;City;;;\nEND:VCARD'
      )
    ).toMatchObject([
      {
        name: 'Ann Lee',
        numbers: [{ label: 'Mobile', number: '0014155552671' }],
        fields: [{ name: 'Address', value: '1 St City' }]
      }
    ])
  })

  it('several cards, one without an end, and text around them', () => {
    const cards = read(
      'junk\nBEGIN:VCARD\nFN:A\nTEL:10086\nBEGIN:VCARD\nFN:B\nEND:VCARD\nTEL:10010\nEND:VCARD'
    )
    expect(cards.map(({ name }) => name)).toEqual(['A', 'B'])
  })

  it('any text without failing', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'BEGIN:VCARD',
        'END:VCARD',
        ' ',
        'TEL;=:',
        'N:;;',
        'a.b.c:',
        'ADR;X="',
        'NOTE;ENCODING=QUOTED-PRINTABLE:=',
        '=A',
        'FN;CHARSET=x;QUOTED-PRINTABLE:=41',
        'TEL:+',
        'TEL;TYPE=constructor:13800138000',
        'TEL;TYPE=__proto__;__proto__=cell:13800138000',
        'constructor:x'
      )
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        for (const contact of read(['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\n'))) cleanContent(contact)
      }),
      { numRuns: 500 }
    )
  })

  it('names of properties of objects are no types of numbers', () => {
    for (const type of ['constructor', '__proto__', 'TYPE=hasOwnProperty', 'valueOf'])
      expect(read(`BEGIN:VCARD\nFN:A\nTEL;TYPE=${type}:13800138000\nEND:VCARD`)).toEqual([
        contactOf({ name: 'A', numbers: [{ label: '', number: '13800138000' }] })
      ])
  })

  it('endless folding and thousands of parameters cost no more than their length', () => {
    const types = ';TYPE=a'.repeat(2_000)
    const folds = ' x\n'.repeat(400_000)
    const [contact] = read(`BEGIN:VCARD\nFN:A\nTEL${types}:13800138000\nNOTE:${folds}END:VCARD`)
    expect(contact?.numbers).toEqual([{ label: '', number: '13800138000' }])
    expect(contact?.note.length).toBeLessThan(20_000)
  })

  it('a line of a megabyte in bounded memory', () => {
    const [contact] = read(`BEGIN:VCARD\nFN:${'张'.repeat(1_000_000)}\n ${'三'.repeat(1_000_000)}\nEND:VCARD`)
    expect(contact?.name.length).toBeLessThan(20_000)
  })
})

describe('writing', () => {
  it('any contact is read back as it was written', () => {
    fc.assert(
      fc.property(anyContact, (contact) => {
        expect(read(vcardOf(contact)).map(cleanContent)).toEqual([contact])
      }),
      { numRuns: 300 }
    )
  })

  it('folds lines at 75 octets without splitting a character', () => {
    const text = vcardOf(contactOf({ name: '张三😀'.repeat(50) }))
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\ufffd')
  })
})
