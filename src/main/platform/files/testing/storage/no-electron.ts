// Stands in for Electron's package in a program that runs without it.
export default {}
