/** The name of the program for the desktop; that of the installed entry, without `.desktop`. */
export const appId = 'com.deskline.app'
