import { readFileSync } from 'node:fs'

/**
 * What the program needs of Debian and Ubuntu: libraries of Electron, and the key store's client. `a | b`: the name
 * differs by release.
 */
const debDepends = [
  'libc6 (>= 2.31)',
  'libstdc++6',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnss3',
  'libasound2t64 | libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  // Loaded by name at the start; Electron ends without it.
  'libx11-xcb1',
  'libsecret-1-0',
  'xdg-utils'
]
const debRecommends = [
  'libgl1',
  'libnotify4',
  'gnome-keyring | org.freedesktop.secrets',
  'fonts-noto-cjk | fonts-wqy-microhei'
]

/** The same by Fedora's names, which openSUSE's packages provide through the names of the libraries. */
const rpmRequires = [
  '(gtk3 or libgtk-3-0)',
  '(nss or mozilla-nss)',
  '(alsa-lib or libasound2)',
  '(mesa-libgbm or libgbm1)',
  '(libXScrnSaver or libXss1)',
  '(libXtst or libXtst6)',
  '(libX11-xcb or libX11-xcb1)',
  '(libsecret or libsecret-1-0)',
  'xdg-utils'
]

const summary = 'Desktop companion of a desk phone'
const description = [
  'Dials copied numbers on the desk phone that a cloud call centre drives, and',
  'shows each step of a call, records, recordings and campaigns.'
]

const maintainerOf = ({ author }) => `${author.name} <${author.email}>`

/**
 * Returns the text of a deb's control file.
 * @param {{ manifest: Record<string, any>, version: string, architecture: string, installedKiB: number }} options
 */
export const debControl = ({ manifest, version, architecture, installedKiB }) =>
  [
    'Package: deskline',
    `Version: ${version}`,
    `Architecture: ${architecture}`,
    `Maintainer: ${maintainerOf(manifest)}`,
    `Installed-Size: ${installedKiB}`,
    `Depends: ${debDepends.join(', ')}`,
    `Recommends: ${debRecommends.join(', ')}`,
    'Section: comm',
    'Priority: optional',
    `Homepage: ${manifest.homepage}`,
    `Description: ${summary}`,
    ...description.map((line) => ` ${line}`),
    ''
  ].join('\n')

/** Returns a shell script for a section of a spec file, in which `%` begins a macro. */
const scriptlet = (file) =>
  readFileSync(file, 'utf8')
    .replace(/^#!.*\n/, '')
    .replaceAll('%', '%%')

/**
 * Returns the text of an rpm's spec file. Nothing is compiled: it packs `root`.
 * @param {{ manifest: Record<string, any>, version: string, root: string, payload: string, afterInstall: string,
 *   afterRemove: string }} options
 */
export const rpmSpec = ({ manifest, version, root, payload, afterInstall, afterRemove }) => `\
Name: deskline
Version: ${version}
Release: 1
Summary: ${summary}
License: ${manifest.license}
URL: ${manifest.homepage}
Vendor: ${manifest.author.name}
Packager: ${maintainerOf(manifest)}
# Electron's libraries are its own: neither offered to others nor looked for in the system.
AutoReqProv: no
${rpmRequires.map((name) => `Requires: ${name}`).join('\n')}
Recommends: libnotify

%global __os_install_post %{nil}
%global debug_package %{nil}
%global _build_id_links none
%global _buildhost reproducible
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _binary_payload ${payload}

%description
${description.join('\n')}

%install
mkdir -p %{buildroot}
cp -a ${root}/. %{buildroot}

%post
${scriptlet(afterInstall)}
%postun
${scriptlet(afterRemove)}
%files
%defattr(-,root,root,-)
/opt/Deskline
%attr(4755,root,root) /opt/Deskline/chrome-sandbox
/usr/bin/deskline
/usr/share/applications/*.desktop
/usr/share/icons/hicolor/*/apps/deskline.png
%doc /usr/share/doc/deskline
`
