import type { AppError } from '../platform/errors'

/** Which address of the service is used (document, 服务器信息). */
export type ServerChoice =
  /** `automatic`: the product server by its name, or by a carrier's address where the name can't be reached. */
  | { kind: 'automatic' | 'product' | 'test' | 'mobile' | 'telecom' | 'unicom' }
  /** `apiPrefix` such as `http://host:9037/api/v31`, `fayeUrl` such as `http://host:9003/faye` */
  | { kind: 'custom'; apiPrefix: string; fayeUrl: string }

/** Who is signed in. Holds no secret. */
export interface Account {
  server: ServerChoice
  tenantId: string
  /** 固定话机ID, a whole number above 0. */
  agentId: number
  /** 主叫号码; null when the desk phone's own binding is used. */
  callerNumber: string | null
  /** 销售员编号; null when the desk phone's own binding is used. */
  salesmanCode: string | null
  /** The built-in demo line: everything in it is invented. */
  isDemo: boolean
}

/** What the sign-in form holds: text as it was typed. */
export interface SignInForm {
  server: ServerChoice
  tenantId: string
  token: string
  agentId: string
  callerNumber: string
  salesmanCode: string
}

/** Where the person stands. */
export type Session =
  /** `lastAccount` fills the form again; `problem` says why a kept sign-in could not be used. */
  | { kind: 'signed-out'; lastAccount: Account | null; problem: AppError | null }
  | { kind: 'restoring' }
  | {
      kind: 'signed-in'
      account: Account
      /** `this-run`: no key store could keep the token, it is forgotten at quit. */
      tokenKept: 'key-store' | 'this-run'
      /** Why the key store did not keep it. */
      vaultProblem: AppError | null
      /** The service accepts the token no longer: nothing is asked by itself until someone signs in again. */
      isTokenRefused: boolean
    }
