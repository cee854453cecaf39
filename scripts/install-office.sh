#!/usr/bin/env bash
# Everything outside Python that proving a page needs: LibreOffice Writer, poppler's tools, and free faces that stand in
# for the commercial ones a 公文 names (GB/T 9704 names classes of type; see scripts/fonts.conf).
#
# Debian and Ubuntu, as root or with sudo. Says nothing when nothing is to be done; fails loudly otherwise.
# The fonts are downloaded from the distribution, never kept in this repository.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
font_folder="${XDG_DATA_HOME:-$HOME/.local/share}/fonts/gongwen"
conf_file="${XDG_CONFIG_HOME:-$HOME/.config}/fontconfig/conf.d/60-gongwen.conf"
packages=(libreoffice-writer-nogui poppler-utils fontconfig fonts-noto-cjk fonts-arphic-ukai fonts-liberation)
fandol=(FandolFang-Regular FandolHei-Bold FandolHei-Regular FandolKai-Regular FandolSong-Bold FandolSong-Regular)

# Requested name and the file (PostScript name) that must answer. One of each class and the trap: 小标宋 is bold.
# The last blank parts them.
expected=(
  "仿宋_GB2312 FandolFang-Regular"
  "FangSong FandolFang-Regular"
  "楷体_GB2312 FandolKai-Regular"
  "黑体 FandolHei-Regular"
  "宋体 FandolSong-Regular"
  "方正小标宋简体 FandolSong-Bold"
  "Times New Roman LiberationSerif"
)

fail() {
  printf 'install-office.sh: %s\n' "$*" >&2
  exit 1
}

# Runs quietly; shows all it said only when it failed.
quietly() {
  local said
  said=$("$@" 2>&1) || fail "failed: $*"$'\n'"$said"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    quietly env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    quietly sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    fail "needs root or sudo for: $*"
  fi
}

# apt-get update at most once in a run: the lists of a container are often empty, those of a desktop days old.
updated=
update_lists() {
  command -v apt-get >/dev/null || fail "not a Debian or Ubuntu system; please install by hand: ${packages[*]}, and the Fandol fonts"
  if [ -z "$updated" ]; then
    as_root apt-get -q update
    updated=yes
  fi
}

has_programs() {
  command -v soffice >/dev/null && command -v pdftotext >/dev/null && command -v fc-match >/dev/null
}

# fc-list's whole answer is read before grep looks at it: under pipefail an early end of grep would count as failure.
has_families() {
  local families family
  families=$(fc-list : family)
  for family in "$@"; do
    grep -qF "$family" <<<"$families" || return 1
  done
}

has_fandol() {
  local face
  for face in "${fandol[@]}"; do
    [ -s "$font_folder/$face.otf" ] || return 1
  done
}

install_fandol() {
  local folder face found
  folder=$(mktemp -d)
  # shellcheck disable=SC2064  # the folder's name of now is meant
  trap "rm -rf '$folder'" EXIT
  # The package is 49 MB and would bring TeX with it; only its font files are taken out.
  (cd "$folder" && quietly apt-get -q -o APT::Sandbox::User="$(id -un)" download texlive-lang-chinese)
  quietly dpkg-deb -x "$folder"/texlive-lang-chinese_*.deb "$folder/unpacked"
  mkdir -p "$font_folder"
  for face in "${fandol[@]}"; do
    found=$(find "$folder/unpacked" -name "$face.otf" -print -quit)
    [ -n "$found" ] || fail "$face.otf is not in the package texlive-lang-chinese"
    cp "$found" "$font_folder/$face.otf.new"
    mv "$font_folder/$face.otf.new" "$font_folder/$face.otf"
  done
  rm -rf "$folder"
}

# The names that do not get the face they should; nothing when all is well. A genuine face on the machine is as good.
wrong_faces() {
  local line name face got
  for line in "${expected[@]}"; do
    name=${line% *}
    face=${line##* }
    got=$(fc-match -f '%{postscriptname}|%{family}' "$name")
    case "$got" in
      "$face|"* | *"|"*"$name"*) ;;
      *) printf ' %s→%s' "$name" "${got%%|*}" ;;
    esac
  done
}

fallbacks=("Noto Serif CJK SC" "Noto Sans CJK SC" "AR PL UKai CN" "Liberation Serif")
if ! has_programs || ! has_families "${fallbacks[@]}"; then
  update_lists
  as_root apt-get -q install -y --no-install-recommends "${packages[@]}"
  has_programs || fail "installed, but soffice, pdftotext or fc-match is not on PATH"
  has_families "${fallbacks[@]}" || fail "installed, but fontconfig does not see one of: ${fallbacks[*]}"
fi

changed=
if ! has_fandol; then
  update_lists
  install_fandol
  changed=yes
fi
if ! cmp -s "$here/fonts.conf" "$conf_file"; then
  mkdir -p "$(dirname "$conf_file")"
  cp "$here/fonts.conf" "$conf_file"
  changed=yes
fi
# Forced: the rules on weight act when a font is scanned, and a cache made before them would still hold the wrong one.
if [ -n "$changed" ] || [ -n "$(wrong_faces)" ]; then
  quietly fc-cache -f
fi

wrong=$(wrong_faces)
[ -z "$wrong" ] || fail "fontconfig gives other faces than $conf_file asks for:$wrong (is that folder read? see /etc/fonts/conf.d/50-user.conf)"
