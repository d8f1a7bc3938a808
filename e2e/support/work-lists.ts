import { expect, type Page } from '@playwright/test'
import type { Simulator } from '../../src/simulator/simulator'
import type { WorkRun } from '../../src/shared/work-lists/schema'
import type { Deskline } from './deskline'

/** Numbers that the simulator answers, doesn't answer, and can't reach; see CONTRIBUTING.md. */
export const workNumbers = ['13800138000', '13800138005', '13800138003'] as const

/** Makes a list of the text, whose first line are titles, and shows the window of work lists. */
export async function makeWorkList(
  { app, page }: Deskline,
  text: string,
  guide: { script: string; checklist: string[] }
): Promise<Page> {
  const opened = app.waitForEvent('window')
  await page.evaluate(async (source) => {
    await window.deskline.commands['work-lists:make']({ source: { kind: 'text', text: source } })
  }, text)
  const lists = await opened
  await lists.waitForLoadState('load')
  const stateOf = () =>
    page.evaluate(async () => {
      const reply = await window.deskline.commands['app:state'](undefined)
      return reply.ok ? reply.value.workLists.value : null
    })
  await expect.poll(async () => (await stateOf())?.making.kind).toBe('checking')
  const making = (await stateOf())?.making
  if (making?.kind !== 'checking') throw new Error('the list is not being checked')
  await page.evaluate(async (columns) => {
    await window.deskline.commands['work-lists:make-start']({ name: 'Renewals', columns })
  }, making.columns)
  await expect.poll(async () => (await stateOf())?.making.kind).toBe('done')
  await expect.poll(async () => (await stateOf())?.lists?.length).toBe(1)
  const id = (await stateOf())?.lists?.[0]?.id ?? ''
  await page.evaluate(
    async (asked) => {
      await window.deskline.commands['work-lists:set-guide'](asked)
      await window.deskline.commands['work-lists:dismiss']({ of: 'making' })
      await window.deskline.commands['work-run:start']({ listId: asked.id })
    },
    { id, guide }
  )
  return lists
}

/** The work on a list, as the state has it. */
export const workRunOf = (page: Page): Promise<WorkRun> =>
  page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    return state.ok ? state.value.workRun.value : null
  })

/** The numbers of all calls that were requested, in order. */
export const requestedNumbers = (service: Simulator): unknown[] =>
  service.requests
    .entries()
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => (body as { calleeNumber?: unknown }).calleeNumber)
