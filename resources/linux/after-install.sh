#!/bin/sh
# After an installation or an upgrade. Deskline that runs meanwhile goes on as the old version until it is restarted.
set -e

profile=/opt/Deskline/resources/apparmor-profile
# Older AppArmor doesn't know the rule and doesn't need it: installed only where it is understood.
if [ -d /etc/apparmor.d ] && command -v apparmor_parser >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --skip-cache "$profile" >/dev/null 2>&1; then
  cp "$profile" /etc/apparmor.d/deskline
  # In a container or a chroot there is no kernel to load it into; the next boot does.
  apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/deskline >/dev/null 2>&1 || true
fi
