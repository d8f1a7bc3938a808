// Older versions of faye, for tests; same types as faye.d.ts.
declare module 'faye-0-8' {
  export { default } from 'faye'
}
declare module 'faye-1-0' {
  export { default } from 'faye'
}
declare module 'faye-1-1' {
  export { default } from 'faye'
}
declare module 'faye-1-2' {
  export { default } from 'faye'
}
