/** The arguments Electron needs for its sandbox on this computer: `--no-sandbox` as root on Linux, else none. */
export function sandboxArguments(): string[]

/** Throws, with the commands that help, when this Linux lets an ordinary user have no sandbox. */
export function checkSandbox(folder: string): void
