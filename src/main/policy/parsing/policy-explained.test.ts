import fc from 'fast-check'
import { expect, test } from 'vitest'
import { administrationEn } from '../../../shared/messages/en/administration'
import { administrationZhCn } from '../../../shared/messages/zh-cn/administration'
import { policySchema } from '../policy-schema'
import { explainPolicy } from './policy-explained'

const explain = (text: string) => explainPolicy(text, 'en', administrationEn.check)

test('every value of a policy is explained with its line', () => {
  const text = `{
  "$schema": "./policy.schema.json",
  "organisation": "Example Ltd",
  "preset": { "settings": { "theme": "dark" } },
  "locked": {
    "settings": {
      "dialling": { "policy": "ask-always", "undoPauseMs": 3000 },
      "results": []
    },
    "account": { "agentIds": ["6998?????"] }
  }
}`
  expect(explain(text)).toEqual({
    mistakes: 0,
    lines: [
      'Line 2: $schema is for editors; Deskline ignores it.',
      'Line 3: organisation is "Example Ltd".',
      'Line 4: theme is preset to "dark"; users can change it.',
      'Line 7: dialling.policy is locked to "ask-always".',
      'Line 7: dialling.undoPauseMs is locked to 3000.',
      'Line 8: results is locked to [].',
      'Line 10: account.agentIds is locked to ["6998?????"].'
    ]
  })
})

test('unknown keys, wrong values and repeated keys are named with their lines, in both languages', () => {
  const text = `{
  "organisation": "A",
  "organisation": "B",
  "locked": {
    "settings": {
      "thema": "dark",
      "dialling": { "policy": "sometimes" }
    }
  }
}`
  const { mistakes, lines } = explain(text)
  expect(mistakes).toBe(3)
  expect(lines).toContain('Line 6: locked.settings.thema is unknown to this version of Deskline.')
  expect(lines).toContainEqual(
    expect.stringMatching(/^Line 7: locked\.settings\.dialling\.policy has a wrong value\. .*never-ask/)
  )
  expect(lines).toContainEqual(expect.stringMatching(/^Line 3: organisation is there twice/))
  const chinese = explainPolicy(text, 'zh-CN', administrationZhCn.check).lines
  expect(chinese).toContainEqual(expect.stringMatching(/^第 7 行：.*值不正确。.*期望/))
})

test.each(['', '{', '{"a":1,}', '// {}', '{"theme":'])('text that isn’t JSON is one mistake: %j', (text) => {
  expect(explain(text).mistakes).toBe(1)
})

test.each(['[]', '1', 'null'])('JSON that isn’t an object is a mistake: %s', (text) => {
  expect(explain(text).mistakes).toBe(1)
})

test('a policy without a mistake is one that is applied, and the other way round', () => {
  const key = fc.constantFrom('locked', 'preset', 'settings', 'theme', 'dark', 'dialling', 'undoPauseMs', 'x')
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('dark', 3_000, null, []),
      fc.dictionary(key, tie('tree'), { maxKeys: 3 })
    )
  }))
  fc.assert(
    fc.property(tree, (value) => {
      const text = JSON.stringify(value, null, 2)
      expect(explain(text).mistakes === 0).toBe(policySchema.safeParse(JSON.parse(text)).success)
    })
  )
})
