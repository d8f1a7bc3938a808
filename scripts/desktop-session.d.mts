/** A virtual desktop with its own screen, session bus, notification daemon and key ring. */
export interface Desktop {
  /** The environment for programs that run on it. */
  env: Record<string, string>
  /** Ends everything that was started and removes the private home. */
  stop(): Promise<void>
}

/** Starts a virtual desktop; resolves when all its services answer. */
export function startDesktop(options?: { hasPanel?: boolean; hasKeyStore?: boolean }): Promise<Desktop>
