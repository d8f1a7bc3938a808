// A stub of the electron package, for a program that runs without Electron.
export default {}
