// Older versions of faye, for tests; see faye.d.ts for what is used of them.
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
