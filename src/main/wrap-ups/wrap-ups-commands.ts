import type { Handlers } from '../../shared/app/contract'
import { failed } from '../../shared/platform/result'
import type { AccountWrapUps } from './wrap-ups'

/** The commands for wrap-ups. */
export type WrapUpsCommands = Pick<Handlers, Extract<keyof Handlers, `wrap-ups:${string}`>>

/** `wrapUps` returns null while signed out. */
export const createWrapUpsCommands = (wrapUps: () => Promise<AccountWrapUps | null>): WrapUpsCommands => ({
  'wrap-ups:change': async ({ key, ...change }) =>
    (await wrapUps())?.change(key, change) ?? failed({ code: 'signed-out' })
})
