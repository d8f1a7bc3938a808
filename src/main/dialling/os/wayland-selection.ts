import { runTool } from '../../desktop/run-tool'
import type { SelectionName } from './x11-selection'

/** The time limit of the tool, in ms: on GNOME it may wait for a focus that it doesn't get. */
const toolLimitMs = 2_000

/**
 * Reads a selection by `wl-paste` (package wl-clipboard), which most compositors show it without the focus (protocol
 * ext-data-control). Null if it isn't installed, or the selection is empty or no text. Rejects if the tool hangs.
 */
export const readCompositor = (selection: SelectionName): Promise<string | null> =>
  runTool(
    'wl-paste',
    ['--no-newline', '--type', 'text', ...(selection === 'PRIMARY' ? ['--primary'] : [])],
    toolLimitMs
  )
