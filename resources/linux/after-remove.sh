#!/bin/sh
# After the removal, not after an upgrade: dpkg passes remove or purge, rpm the number of versions left.
set -e
case "$1" in
  remove | 0)
    if [ -e /etc/apparmor.d/deskline ]; then
      apparmor_parser --remove /etc/apparmor.d/deskline >/dev/null 2>&1 || true
      rm -f /etc/apparmor.d/deskline
    fi
    echo 'Deskline is removed. What belongs to its users was left, for each in the home folder:'
    echo '  ~/.config/Deskline: settings, calls, notes, records, lists (contains phone numbers)'
    echo '  the access token, in the key store ("Deskline")'
    echo 'Their entries for log-in and phone links do nothing without the program. Before the next removal,'
    echo '"deskline clean-up" takes them and the token away; by hand:'
    echo '  ~/.config/autostart/deskline-links.desktop'
    echo '  ~/.local/share/applications/deskline-links.desktop'
    ;;
esac
