import { app } from 'electron'
import type { AppUpdater, CancellationToken, ProgressInfo, UpdateInfo } from 'electron-updater'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { failedWith, type CodedResult } from '../../../shared/platform/coded-result'
import type { UpdateProblem } from '../../../shared/updates/schema'
import type { UpdateEngine } from '../updates'
import { checkFeed, checkSignature, UntrustedFeedError, type UpdateFeed } from './signed-feed'

/** Warnings and errors for the log. */
type Report = (...facts: unknown[]) => void

/** Whether this installation can be replaced: electron-updater installs over what an installer made. */
function canReplaceItself(): boolean {
  if (!app.isPackaged) return false
  if (process.platform !== 'linux') return existsSync(join(process.resourcesPath, 'app-update.yml'))
  return process.env['APPIMAGE'] !== undefined || existsSync(join(process.resourcesPath, 'package-type'))
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/** A feed without a signature is unsigned, not out of reach. */
function whenMissing(error: unknown): null {
  if (codeOf(error) === 'HTTP_ERROR_404') return null
  throw error
}

/** A provider that reads the feed of a folder, and refuses one that isn't signed. */
async function createSignedProvider(feed: UpdateFeed) {
  const [{ GenericProvider }, { parseUpdateInfo }, { getChannelFilename, newUrlFromBase }] =
    await Promise.all([
      import('electron-updater/out/providers/GenericProvider'),
      import('electron-updater/out/providers/Provider'),
      import('electron-updater/out/util')
    ])
  return class SignedProvider extends GenericProvider {
    constructor(
      _options: unknown,
      updater: AppUpdater,
      runtime: ConstructorParameters<typeof GenericProvider>[2]
    ) {
      super({ provider: 'generic', url: feed.feed }, updater, runtime)
    }

    override async getLatestVersion(): Promise<UpdateInfo> {
      const file = getChannelFilename(this.getDefaultChannelName())
      const base = new URL(feed.feed.replace(/\/*$/, '/'))
      const address = newUrlFromBase(file, base)
      const text = (await this.httpRequest(address)) ?? ''
      const signature = (await this.httpRequest(newUrlFromBase(`${file}.sig`, base)).catch(whenMissing)) ?? ''
      checkSignature(text, signature, feed.publicKey)
      const info = parseUpdateInfo(text, file, address)
      checkFeed(info)
      return info
    }
  }
}

/** Lets the updater reach https addresses, which no other session of Deskline may. */
async function openNetwork(updater: AppUpdater): Promise<void> {
  const { netSession } = updater
  await netSession.setProxy({ mode: 'system' })
  netSession.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !details.url.startsWith('https:') })
  )
}

async function configure(autoUpdater: AppUpdater, feed: UpdateFeed, report: Report): Promise<void> {
  autoUpdater.logger = { info: () => undefined, warn: report, error: report }
  // Its errors also reject the promises below.
  autoUpdater.on('error', () => undefined)
  autoUpdater.autoDownload = false
  // The user decides when.
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.allowPrerelease = false
  autoUpdater.allowDowngrade = false
  autoUpdater.disableWebInstaller = true
  // Whole files only: their checksum is in the signed feed.
  autoUpdater.disableDifferentialDownload = true
  autoUpdater.setFeedURL({ provider: 'custom', updateProvider: await createSignedProvider(feed) })
  await openNetwork(autoUpdater)
}

class InstalledUpdater implements UpdateEngine {
  readonly #updater: AppUpdater
  readonly #report: Report
  readonly #newToken: () => CancellationToken

  constructor(updater: AppUpdater, newToken: () => CancellationToken, report: Report) {
    this.#updater = updater
    this.#newToken = newToken
    this.#report = report
  }

  async check(): Promise<CodedResult<{ version: string } | null, UpdateProblem>> {
    try {
      const found = await this.#updater.checkForUpdates()
      const value = found?.isUpdateAvailable === true ? { version: found.updateInfo.version } : null
      return { ok: true, value }
    } catch (error) {
      this.#report('check', error)
      return failedWith(error instanceof UntrustedFeedError ? 'feed-untrusted' : 'feed-unreachable')
    }
  }

  async download({
    signal,
    onPercent
  }: Parameters<UpdateEngine['download']>[0]): Promise<CodedResult<undefined, UpdateProblem>> {
    const token = this.#newToken()
    const cancel = (): void => token.cancel()
    const onProgress = ({ percent }: ProgressInfo): void =>
      onPercent(Math.round(Math.min(100, Math.max(0, percent))))
    signal.addEventListener('abort', cancel)
    this.#updater.on('download-progress', onProgress)
    try {
      await this.#updater.downloadUpdate(token)
      return { ok: true, value: undefined }
    } catch (error) {
      if (!signal.aborted) this.#report('download', error)
      return failedWith(codeOf(error) === 'ERR_CHECKSUM_MISMATCH' ? 'download-damaged' : 'download-failed')
    } finally {
      signal.removeEventListener('abort', cancel)
      this.#updater.removeListener('download-progress', onProgress)
    }
  }

  /** On Linux the system asks for an administrator's password first. */
  install(): Promise<CodedResult<undefined, UpdateProblem>> {
    return new Promise((resolve) => {
      this.#updater.once('error', (error) => {
        this.#report('install', error)
        resolve(failedWith('not-installed'))
      })
      try {
        // Silent, since the user has agreed already; and started again afterwards.
        this.#updater.quitAndInstall(true, true)
      } catch (error) {
        this.#report('install', error)
        resolve(failedWith('not-installed'))
      }
    })
  }
}

/** Loads electron-updater for a feed; null: this installation can't replace itself. */
export async function openUpdateEngine(feed: UpdateFeed, report: Report): Promise<UpdateEngine | null> {
  if (!canReplaceItself()) return null
  const { autoUpdater, CancellationToken } = (await import('electron-updater')).default
  await configure(autoUpdater, feed, report)
  return new InstalledUpdater(autoUpdater, () => new CancellationToken(), report)
}
