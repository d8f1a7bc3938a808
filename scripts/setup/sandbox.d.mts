/** The sandbox arguments that Electron needs on this computer: `--no-sandbox` as root on Linux, otherwise none. */
export function sandboxArguments(): string[]

/** Throws, with the commands that fix it, when this Linux allows unprivileged users no sandbox. */
export function checkSandbox(folder: string): void
