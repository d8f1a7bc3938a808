import { expect, test } from 'vitest'
import { resultOfCheck, resultOfPlaywright, resultOfVitest, summarise } from './results.mjs'

const vitestFile = (status, tests) => ({
  name: 'src/a.test.ts',
  status,
  assertionResults: tests.map(([fullName, one]) => ({ fullName, status: one }))
})

test('a check counts as one result, passed or failed', () => {
  expect(resultOfCheck('lint', 0)).toMatchObject({ passed: 1, failed: 0, failures: [] })
  expect(resultOfCheck('lint', 2)).toMatchObject({ passed: 0, failed: 1, failures: ['lint'] })
})

test('vitest’s tests are counted individually, and those not run are listed as skipped', () => {
  const report = {
    testResults: [
      vitestFile('failed', [
        ['a', 'passed'],
        ['b', 'failed'],
        ['c', 'pending'],
        ['d', 'todo']
      ])
    ]
  }
  expect(resultOfVitest('unit', report, 1)).toMatchObject({
    passed: 1,
    failed: 1,
    failures: ['b'],
    skipped: ['c', 'd']
  })
})

test('a test file that fails to load counts as one failure', () => {
  const report = { testResults: [vitestFile('passed', [['a', 'passed']]), vitestFile('failed', [])] }
  expect(resultOfVitest('unit', report, 1)).toMatchObject({ passed: 1, failed: 1 })
})

test('a runner that fails although every test passed counts as one failure', () => {
  const report = { testResults: [vitestFile('passed', [['a', 'passed']])] }
  expect(resultOfVitest('unit', report, 1)).toMatchObject({ passed: 1, failed: 1 })
})

test.each([resultOfVitest, resultOfPlaywright])(
  'a part that ran no test counts as one failure, whatever its exit code',
  (count) => {
    expect(count('part', undefined, 1)).toMatchObject({ passed: 0, failed: 1 })
    expect(count('part', {}, 0)).toMatchObject({ passed: 0, failed: 1 })
  }
)

test('Playwright’s tests are found in nested suites; a flaky one counts as passed and is listed', () => {
  const spec = (title, status) => ({ title, tests: [{ status }] })
  const report = {
    suites: [
      {
        title: 'dial.e2e.ts',
        specs: [spec('dials', 'expected')],
        suites: [
          {
            title: 'live',
            specs: [spec('rings', 'flaky'), spec('breaks', 'unexpected'), spec('later', 'skipped')]
          }
        ]
      }
    ]
  }
  expect(resultOfPlaywright('e2e', report, 1)).toMatchObject({
    passed: 2,
    failed: 1,
    flaky: ['dial.e2e.ts › live › rings'],
    failures: ['dial.e2e.ts › live › breaks'],
    skipped: ['dial.e2e.ts › live › later']
  })
})

test('the summary ends with the totals alone on the last line, and fails on any failure or without tests', () => {
  const unit = { ...resultOfCheck('types', 0), seconds: 1 }
  const good = summarise([unit, { ...unit, name: 'unit', passed: 40 }])
  expect(good.text.split('\n').at(-1)).toBe('41 passed, 0 failed')
  expect(good.exitCode).toBe(0)
  expect(summarise([unit, { ...resultOfCheck('lint', 1), seconds: 2 }])).toMatchObject({ exitCode: 1 })
  expect(summarise([]).exitCode).toBe(1)
})
