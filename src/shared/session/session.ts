import type { AppError } from '../platform/errors'

/** The address of the service to use (document, 服务器信息). */
export type ServerChoice =
  /** `automatic`: the product server by its name, or by a carrier's address if the name can't be reached. */
  | { kind: 'automatic' | 'product' | 'test' | 'mobile' | 'telecom' | 'unicom' }
  /** `apiPrefix` such as `http://host:9037/api/v31`, `fayeUrl` such as `http://host:9003/faye` */
  | { kind: 'custom'; apiPrefix: string; fayeUrl: string }

/** An account of the service. Contains no secret. */
export interface Account {
  server: ServerChoice
  tenantId: string
  /** 固定话机ID, a positive integer. */
  agentId: number
  /** 主叫号码; null to use the desk phone's binding. */
  callerNumber: string | null
  /** 销售员编号; null to use the desk phone's binding. */
  salesmanCode: string | null
  /** The built-in demo: all its data is fictitious. */
  isDemo: boolean
}

/** The content of the sign-in form, as typed. */
export interface SignInForm {
  server: ServerChoice
  tenantId: string
  token: string
  agentId: string
  callerNumber: string
  salesmanCode: string
}

/** The state of the sign-in. */
export type Session =
  /** `lastAccount` prefills the form; `problem` is why a stored sign-in could not be used. */
  | { kind: 'signed-out'; lastAccount: Account | null; problem: AppError | null }
  | { kind: 'restoring' }
  | {
      kind: 'signed-in'
      account: Account
      /** `this-run`: no key store could store the token; it is lost on quit. */
      tokenKept: 'key-store' | 'this-run'
      /** Why the key store did not store it. */
      vaultProblem: AppError | null
      /** The service no longer accepts the token: no automatic requests until the next sign-in. */
      isTokenRefused: boolean
    }
