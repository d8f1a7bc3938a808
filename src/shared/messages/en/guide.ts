/** The guide after the first sign-in, in English. */
export const guideEn = {
  title: 'Getting started',
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  back: 'Previous step',
  skip: 'Skip',
  next: 'Next',
  done: 'Done',
  key: {
    title: 'The hot key',
    text: 'Copy a number in any program and press this key: your desk phone rings, then the number is called.',
    try: 'Press it now. Nothing is dialled.',
    none: 'No key is set. Choose one, or skip this step and use the number box.'
  },
  notification: {
    title: 'Notifications',
    text: 'Deskline tells you when your phone rings, when the call is answered and when it fails, even while its window is closed.',
    show: 'Show a notification',
    shown:
      'The system took it. If you did not see it, allow notifications of Deskline in the system’s settings and turn off its do-not-disturb mode.',
    notShown:
      'The system did not show it. Calls are still shown in the window and by the tray icon. Ask your administrator to turn on notifications.'
  },
  login: {
    title: 'Open at log-in',
    text: 'The hot key works only while Deskline runs. Opened at log-in, it waits without a window.',
    changed: 'Applied with “Next”.'
  },
  links: {
    title: 'Phone links',
    text: 'A click on a phone number on a web page or in a mail can go to Deskline. It asks before it calls.'
  },
  tray: {
    title: 'Where Deskline is',
    tray: 'Closing the window does not end Deskline: its icon stays in the tray, at the edge of the screen. Click it to open the window. It may be among the hidden icons: drag it out.',
    menuBar:
      'Closing the window does not end Deskline: its icon stays in the menu bar at the top of the screen. Click it to open the window.',
    taskBar:
      'This system shows no tray icon. Closing the window minimises it: open it again from the task bar. Calls go on as before.',
    quit: (keys: string) => `${keys} ends Deskline. You find this guide again in the settings.`
  }
}

/** The shape of every language's texts. */
export type GuideMessages = typeof guideEn
