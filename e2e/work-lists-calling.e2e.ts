import { expect, test, type Page } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { signIn, startService } from './support/sign-in'
import { makeWorkList, workNumbers } from './support/work-lists'

let service: Simulator
let deskline: Deskline

test.beforeEach(async () => {
  service = await startService()
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
})

const text = [
  'Name\tCompany\tPhone\tCity\tExpires',
  `王伟\tNanjing Paper\t${workNumbers[0]}\t南京\t2027-01-31`,
  `Li Na\tHarbour Foods\t${workNumbers[1]}\tShanghai\t`,
  `Zhao Min\t\t${workNumbers[2]}\tWuxi\t2027-03-01`
].join('\n')
const guide = {
  script: 'Hello {Name}, this is Deskline. Your contract ends on {Expires}. Shall we extend it?',
  checklist: ['Name confirmed', 'Offer explained']
}
const callButton = (page: Page, name: string) => page.getByRole('button', { name: `Call ${name}` })

test('a list is worked through by keys: two for a call, and one more for a suggestion or a time', async () => {
  const lists = await makeWorkList(deskline, text, guide)
  await expect(callButton(lists, '王伟')).toBeVisible()
  await expect(lists.getByText('Your contract ends on')).toContainText('2027-01-31')
  await lists.keyboard.press('Enter')
  await expect(lists.getByRole('heading', { name: 'Answered' })).toBeVisible()
  await lists.keyboard.press('1')
  await expect(callButton(lists, 'Li Na')).toBeVisible()
  // A field without a value stays visible.
  await expect(lists.getByTitle('Expires: no value')).toBeVisible()
  await lists.keyboard.press('Enter')
  await expect(lists.getByRole('button', { name: /Enter chooses “No answer”/ })).toBeVisible()
  await lists.keyboard.press('Enter')
  await expect(callButton(lists, 'Zhao Min')).toBeVisible()
  await lists.keyboard.press('s')
  await expect(lists.getByText(/^The next entry is due/)).toBeVisible()
  await lists.keyboard.press('Control+z')
  await expect(callButton(lists, 'Zhao Min')).toBeVisible()
})
