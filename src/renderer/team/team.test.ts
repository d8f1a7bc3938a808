import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { windowEn } from '../../shared/messages/en/window'
import { maxTeamLabelLength, maxTeamSize } from '../../shared/team/team'
import type { TeamMember } from '../../shared/team/schema'
import {
  isTeamList,
  isTeamMatch,
  leftOutWords,
  membersOf,
  moveEntry,
  problemOf,
  readLabel,
  readTeamLines,
  statusWords
} from './team'

const t = windowEn.team
const limits = (taken: number[] = []) => ({ ownAgentId: 9, taken: new Set(taken) })
const member = (part: Partial<TeamMember> = {}): TeamMember => ({
  agentId: 1001,
  label: 'Wang',
  status: 'idle',
  sinceMs: 1,
  number: '13800138000',
  hasCall: true,
  ...part
})

describe('a desk phone to be added', () => {
  it.each(['', '0', '-1', '1.5', '12a', '１２', '99999999999999999', '9007199254740993'])(
    '%s isn’t a positive integer',
    (text) => {
      expect(problemOf(text, limits())).toBe('unreadable')
    }
  )

  it('must not be the user’s own or already listed, and needs room in the list', () => {
    expect(problemOf(' 1001 ', limits())).toBeNull()
    expect(problemOf('9', limits())).toBe('own')
    expect(problemOf('1001', limits([1001]))).toBe('double')
    const full = Array.from({ length: maxTeamSize }, (_, index) => index + 100)
    expect(problemOf('1', limits(full))).toBe('full')
  })
})

describe('pasted lines', () => {
  it.each([
    ['1001\tWang Wei', 'Wang Wei'],
    ['1001,Wang Wei', 'Wang Wei'],
    ['1001, Wang Wei', 'Wang Wei'],
    ['1001 王伟', '王伟'],
    ['1001，王伟', '王伟'],
    ['"1001","Wang, Wei"', 'Wang, Wei'],
    ['  1001  ', ''],
    ['1001\tWang\tsupport', 'Wang support']
  ])('%j is parsed as a desk phone and its label', (line, label) => {
    expect(readTeamLines(line, limits()).entries).toEqual([{ agentId: 1001, label }])
  })

  it('are added in order, and unusable ones are reported', () => {
    const read = readTeamLines('ID,Name\r\n1001,Wang\n\n9 me\n1002 Li\n1001 again\n1003', limits([1003]))
    expect(read.entries.map(({ agentId }) => agentId)).toEqual([1001, 1002])
    expect(read.leftOut.map(({ problem }) => problem)).toEqual(['unreadable', 'own', 'double', 'double'])
    expect(leftOutWords(read.leftOut, t)).toEqual([
      'No desk phone ID: ID,Name.',
      'Your own desk phone.',
      'Already in the list: 1001 again, 1003.'
    ])
  })

  it('beyond the maximum are left out', () => {
    const text = Array.from({ length: maxTeamSize + 2 }, (_, index) => String(index + 100)).join('\n')
    const read = readTeamLines(text, limits())
    expect(read.entries).toHaveLength(maxTeamSize)
    expect(leftOutWords(read.leftOut, t)).toEqual(['2 too many: the list holds 499.'])
  })

  it('that are left out are shown truncated', () => {
    const leftOut = ['a'.repeat(40), 'b', 'c', 'd', 'e'].map((line) => ({
      line,
      problem: 'unreadable' as const
    }))
    expect(leftOutWords(leftOut, t)).toEqual([`No desk phone ID: ${'a'.repeat(23)}…, b, c and 2 more.`])
  })

  it('are distinguished from a pasted number', () => {
    expect(isTeamList('1001')).toBe(false)
    expect(isTeamList('1001\n')).toBe(false)
    expect(isTeamList('abc def')).toBe(false)
    expect(isTeamList('1001 Wang')).toBe(true)
    expect(isTeamList('1001\n1002')).toBe(true)
  })

  it('never yield invalid labels, duplicate phones or the user’s own, whatever they contain', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.nat(20)), (noise, ids) => {
        const text = `${noise}\n${ids.map((id) => `${id} ${noise}`).join('\n')}`
        const { entries } = readTeamLines(text, limits())
        const agentIds = entries.map(({ agentId }) => agentId)
        expect(new Set(agentIds).size).toBe(agentIds.length)
        expect(agentIds).not.toContain(9)
        for (const { agentId, label } of entries) {
          expect(agentId).toBeGreaterThan(0)
          expect(label.length).toBeLessThanOrEqual(maxTeamLabelLength)
          expect(label).not.toMatch(/[\n\r\t]/)
        }
      })
    )
  })
})

it('a label is truncated at a character boundary', () => {
  expect(readLabel(`${'a'.repeat(maxTeamLabelLength - 1)}😀`)).toBe('a'.repeat(maxTeamLabelLength - 1))
})

it('an entry swaps places with its neighbour and stays put at the ends', () => {
  const entries = [1, 2, 3].map((agentId) => ({ agentId, label: '' }))
  expect(moveEntry(entries, 1, -1).map(({ agentId }) => agentId)).toEqual([2, 1, 3])
  expect(moveEntry(entries, 1, 1).map(({ agentId }) => agentId)).toEqual([1, 3, 2])
  expect(moveEntry(entries, 0, -1)).toBe(entries)
  expect(moveEntry(entries, 2, 1)).toBe(entries)
})

it('a row is the same object unless its label changes', () => {
  const known = [member()]
  const [same, renamed, added] = membersOf(
    [
      { agentId: 1001, label: 'Wang' },
      { agentId: 1001, label: 'Wei' },
      { agentId: 1002, label: '' }
    ],
    known
  )
  expect(same).toBe(known[0])
  expect(renamed).toEqual(member({ label: 'Wei' }))
  expect(added?.status).toBe('unknown')
})

it.each([
  ['wan', true],
  ['100', true],
  ['138 0013', true],
  ['0013', true],
  ['天成', true],
  ['Li', false],
  ['999', false],
  [' ', true]
])('the filter %j: %s', (filter, isMatch) => {
  expect(isTeamMatch(member(), filter, () => '张伟 · 天成贸易')).toBe(isMatch)
})

it('an unknown status gives its reason', () => {
  const unknown = member({ status: 'unknown' })
  expect(statusWords(unknown, true, t)).toBe('No events yet')
  expect(statusWords(unknown, false, t)).toBe('Unknown: the line is down')
  expect(statusWords(member(), false, t)).toBe('Idle')
})
