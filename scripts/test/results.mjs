/**
 * The result of a part of the tests.
 * @typedef {{ name: string, passed: number, failed: number, skipped: string[], flaky: string[], failures: string[], seconds: number }} PartResult
 */

/**
 * Returns the result of a part that passes or fails as a whole.
 * @param {string} name
 * @param {number} exitCode
 * @returns {Omit<PartResult, 'seconds'>}
 */
export function resultOfCheck(name, exitCode) {
  const hasPassed = exitCode === 0
  return {
    name,
    passed: hasPassed ? 1 : 0,
    failed: hasPassed ? 0 : 1,
    skipped: [],
    flaky: [],
    failures: hasPassed ? [] : [name]
  }
}

/** Adds a failure when the runner failed but no test shows why (a crash, no tests at all). */
function withRunnerFailure(result, exitCode) {
  const hasRunNothing = result.passed + result.failed === 0
  if (hasRunNothing) return { ...result, failed: 1, failures: [`${result.name}: no test ran`] }
  if (exitCode !== 0 && result.failed === 0) {
    return { ...result, failed: 1, failures: [`${result.name}: the runner ended with ${exitCode}`] }
  }
  return result
}

/**
 * Counts the results in vitest's JSON report; a test file that couldn't be loaded counts as one failure.
 * @param {string} name
 * @param {any} report undefined when vitest wrote none
 * @param {number} exitCode
 * @returns {Omit<PartResult, 'seconds'>}
 */
export function resultOfVitest(name, report, exitCode) {
  const result = { name, passed: 0, failed: 0, skipped: [], flaky: [], failures: [] }
  for (const file of report?.testResults ?? []) {
    let hasFailedTest = false
    for (const test of file.assertionResults) {
      if (test.status === 'passed') result.passed++
      else if (test.status === 'failed') {
        hasFailedTest = true
        result.failed++
        result.failures.push(test.fullName)
      } else result.skipped.push(test.fullName)
    }
    if (file.status === 'failed' && !hasFailedTest) {
      result.failed++
      result.failures.push(`${file.name} (the file itself)`)
    }
  }
  return withRunnerFailure(result, exitCode)
}

/**
 * Counts the results in Playwright's JSON report; a flaky test counts as passed and is listed.
 * @param {string} name
 * @param {any} report undefined when Playwright wrote none
 * @param {number} exitCode
 * @returns {Omit<PartResult, 'seconds'>}
 */
export function resultOfPlaywright(name, report, exitCode) {
  const result = { name, passed: 0, failed: 0, skipped: [], flaky: [], failures: [] }
  const countTest = (title, status) => {
    if (status === 'skipped') {
      result.skipped.push(title)
    } else if (status === 'unexpected') {
      result.failed++
      result.failures.push(title)
    } else {
      result.passed++
      if (status === 'flaky') result.flaky.push(title)
    }
  }
  const visit = (suite, path) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) countTest([...path, spec.title].join(' › '), test.status)
    }
    for (const inner of suite.suites ?? []) visit(inner, [...path, inner.title])
  }
  for (const suite of report?.suites ?? []) visit(suite, [suite.title])
  return withRunnerFailure(result, exitCode)
}

/**
 * Returns the final table, the names of notable tests, and `N passed, N failed` as last line.
 * @param {PartResult[]} results
 * @returns {{ text: string, exitCode: number }}
 */
export function summarise(results) {
  const width = Math.max(4, ...results.map(({ name }) => name.length))
  const row = (cells) =>
    `  ${cells[0].padEnd(width)}  ${cells
      .slice(1)
      .map((cell) => String(cell).padStart(8))
      .join('')}`
  const lines = [row(['part', 'passed', 'failed', 'skipped', 'seconds'])]
  for (const { name, passed, failed, skipped, seconds } of results) {
    lines.push(row([name, passed, failed, skipped.length, seconds.toFixed(1)]))
  }
  const list = (heading, names) => {
    if (names.length > 0) lines.push('', heading, ...names.map((name) => `  ${name}`))
  }
  list(
    'skipped:',
    results.flatMap((result) => result.skipped)
  )
  list(
    'flaky (passed when tried again):',
    results.flatMap((result) => result.flaky)
  )
  list(
    'failed:',
    results.flatMap((result) => result.failures)
  )
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  lines.push('', `${passed} passed, ${failed} failed`)
  return { text: lines.join('\n'), exitCode: failed > 0 || passed === 0 ? 1 : 0 }
}
