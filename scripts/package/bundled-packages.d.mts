import type { Plugin } from 'vite'

/** See bundled-packages.mjs. */
export function listBundledPackages(root: string): Plugin
