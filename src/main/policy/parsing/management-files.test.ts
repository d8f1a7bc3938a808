import { SaxesParser } from 'saxes'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { policyJsonSchema, policySchema } from '../policy-schema'
import { adml, admlEn, admlZhCn, admx, mobileconfig } from './management-files'
import { policyLeaves } from './policy-leaves'
import { readPolicyValue } from './policy-reading'
import { readRegistryPolicy, registryKey } from './registry-policy'

// The files for administrators in resources/policy. `DESKLINE_WRITE_POLICY_FILES=1 npm run unit -- management-files`
// writes them anew after a change of the schema.

const folder = join(import.meta.dirname, '../../../../resources/policy')
const example = {
  organisation: 'Example Ltd',
  preset: { settings: { theme: 'system', dailyGoal: 80 } },
  locked: {
    settings: {
      dialling: { policy: 'ask-when-doubtful', undoPauseMs: 2_000 },
      privacy: { isNumberMasked: true },
      retention: { calls: 90, recordings: 30, ruleDecisions: 365, logs: 30 }
    },
    account: {
      server: { kind: 'automatic' },
      tenantId: 'example-tenant',
      agentIds: ['6998?????'],
      callerNumbers: [{ number: '02088886666', label: 'Sales' }],
      salesman: 'optional'
    }
  }
}
const files: [string, string][] = [
  ['policy.schema.json', `${JSON.stringify(policyJsonSchema(), null, 2)}\n`],
  ['policy.example.json', `${JSON.stringify({ $schema: './policy.schema.json', ...example }, null, 2)}\n`],
  ['Deskline.admx', admx()],
  ['en-US/Deskline.adml', adml(admlEn)],
  ['zh-CN/Deskline.adml', adml(admlZhCn)],
  ['Deskline.mobileconfig', mobileconfig(example)]
]

test.each(files)('%s is true to the schema of the policy', (name, text) => {
  const path = join(folder, name)
  if (process.env['DESKLINE_WRITE_POLICY_FILES'] === '1') writeFileSync(path, text)
  expect(existsSync(path)).toBe(true)
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('the example is a valid policy', () => {
  expect(readPolicyValue(example)).toMatchObject({ ok: true })
})

/** Parses XML and returns the attributes of every element. */
function elementsOf(text: string): { name: string; attributes: Record<string, string> }[] {
  const elements: { name: string; attributes: Record<string, string> }[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes }))
  parser.on('error', (error) => expect.fail(error.message))
  parser.write(text).close()
  return elements
}

describe('the group policies', () => {
  const elements = elementsOf(admx())

  test('have one policy for every value, and every text that they name in both languages', () => {
    expect(elements.filter(({ name }) => name === 'policy')).toHaveLength(policyLeaves().length)
    const named = [...admx().matchAll(/\$\((string|presentation)\.(\w+)\)/g)].map(
      ([, kind, id]) => `${kind} ${id}`
    )
    for (const words of [admlEn, admlZhCn]) {
      const defined = elementsOf(adml(words)).map(
        ({ name, attributes }) => `${name} ${attributes['id'] ?? ''}`
      )
      expect(named.filter((one) => !defined.includes(one))).toEqual([])
    }
  })

  test('write where Deskline reads: each choice and switch is the value that was meant', () => {
    let key = ''
    for (const { name, attributes } of elements) {
      if (name === 'policy') key = attributes['key'] ?? ''
      const value = attributes['valueName']
      if (value === undefined) continue
      const text = `[HKEY_LOCAL_MACHINE\\${key}]\r\n"${value}"=dword:00000001\r\n`
      expect(registryKey.endsWith(key.split('\\').slice(0, 3).join('\\'))).toBe(true)
      const parsed = policySchema.safeParse(readRegistryPolicy(text))
      const unknown = parsed.error?.issues.filter(({ code }) => code === 'unrecognized_keys') ?? []
      expect(unknown).toEqual([])
    }
  })
})

test('the profile of macOS is well-formed', () => {
  expect(elementsOf(mobileconfig(example)).length).toBeGreaterThan(20)
})
