#!/usr/bin/env bash
# Puts the Portcullis of this commit on the runner, and names its file in the output `binary`.
#
# Where checksums.txt has a row for this version and platform, that is the file of the release, and no other file will do. Where it has
# none, Portcullis is built from the source beside this script.
set -euo pipefail

# Windows writes paths with `\`; bash there reads both.
action=${GITHUB_ACTION_PATH//\\//}
temporary=${RUNNER_TEMP//\\//}

main() {
    local version target file sum binary
    version=$(sed -n 's/^version = "\([0-9A-Za-z.+-]*\)"$/\1/p' "$action/Cargo.toml" | head -n 1)
    target=$(platform)
    file=portcullis-$version-$target
    case $target in *-windows-*) file=$file.exe ;; esac
    binary=$(mktemp -d "$temporary/portcullis.XXXXXX")/$file

    sum=$(awk -v file="$file" '$2 == file { print $1 }' "$action/action/checksums.txt")
    if [ -z "$sum" ]; then
        echo "There is no released binary for version $version on $target."
        build "$binary"
    elif ! [[ $sum =~ ^[0-9a-f]{64}$ ]]; then
        fail "checksums.txt has no single SHA-256 for $file"
    elif cached "$file" "$sum" "$binary"; then
        echo "Portcullis $version is in the tool cache."
    elif download "v$version/$file" "$binary"; then
        verify "$binary" "$sum"
        keep "$file" "$binary"
        echo "Portcullis $version was downloaded, and its checksum matches."
    else
        echo "::warning title=Portcullis::Version $version could not be downloaded. Building from source, which takes minutes."
        build "$binary"
    fi
    chmod +x "$binary"
    printf 'binary=%s\n' "$binary" >> "$GITHUB_OUTPUT"
}

fail() {
    printf '::error title=Portcullis::%s\n' "$1"
    exit 2
}

# The target that a release has for this runner, or a name that no row of the table has.
platform() {
    case ${RUNNER_OS:-}-${RUNNER_ARCH:-} in
        Linux-X64) echo x86_64-unknown-linux-musl ;;
        Linux-ARM64) echo aarch64-unknown-linux-musl ;;
        macOS-X64) echo x86_64-apple-darwin ;;
        macOS-ARM64) echo aarch64-apple-darwin ;;
        Windows-X64) echo x86_64-pc-windows-msvc ;;
        *) echo "${RUNNER_OS:-unknown}-${RUNNER_ARCH:-unknown}" ;;
    esac
}

sha256() {
    if command -v sha256sum > /dev/null; then
        sha256sum < "$1"
    else
        shasum -a 256 < "$1"
    fi | cut -c 1-64
}

verify() {
    local found
    found=$(sha256 "$1")
    if [ "$found" != "$2" ]; then
        rm -f "$1"
        fail "The download has SHA-256 $found, but this commit of the action requires $2: it is not run."
    fi
}

# Takes a file from the tool cache. Other jobs write there too, so it is a copy that is checked, and run.
cached() {
    local cache=${RUNNER_TOOL_CACHE:-}
    cache=${cache//\\//}/portcullis/$1
    [ -n "${RUNNER_TOOL_CACHE:-}" ] && [ -f "$cache" ] && cp "$cache" "$3" || return 1
    [ "$(sha256 "$3")" = "$2" ] && return
    echo "The cached file does not match its checksum: downloading it again."
    rm -f "$3"
    return 1
}

# Leaves a file in the tool cache, whole or not at all; where that may not be written, the next run downloads again.
keep() {
    local cache=${RUNNER_TOOL_CACHE:-}
    [ -n "$cache" ] || return 0
    cache=${cache//\\//}/portcullis
    if ! { mkdir -p "$cache" && cp "$2" "$cache/$1.$$" && mv -f "$cache/$1.$$" "$cache/$1"; } 2> /dev/null; then
        echo "The tool cache is not writable."
    fi
}

# Downloads a file of a release from the first place that has it. Which place that is does not matter: the checksum decides.
download() {
    local base bases=()
    if [ -n "${PORTCULLIS_MIRROR:-}" ]; then
        bases+=("${PORTCULLIS_MIRROR%/}")
    elif [ -n "${PORTCULLIS_REPOSITORY:-}" ]; then
        local releases=$PORTCULLIS_REPOSITORY/releases/download
        bases+=("${GITHUB_SERVER_URL:-https://github.com}/$releases")
        # A server of one's own takes actions from github.com, too.
        [ "${bases[0]}" = "https://github.com/$releases" ] || bases+=("https://github.com/$releases")
    fi
    for base in ${bases[@]+"${bases[@]}"}; do
        echo "Downloading $base/$1"
        curl --fail --silent --show-error --location --proto '=https,http' --retry 3 --connect-timeout 15 --max-time 300 \
            --output "$2" -- "$base/$1" && return
        rm -f "$2"
    done
    return 1
}

# Builds from the source of this commit. It is done there, so that no configuration of the change under judgement is read.
build() {
    command -v cargo > /dev/null || fail "Portcullis cannot be built here, since there is no cargo. Install Rust before this step \
(https://rustup.rs), or use a commit of the action whose checksums.txt has a row for this platform."
    local target=$temporary/portcullis-build built=portcullis
    [ "${RUNNER_OS:-}" = Windows ] && built=portcullis.exe
    # The profile `dist` of published binaries takes several times as long, for a binary that is a little faster.
    (cd "$action" && unset CARGO_BUILD_TARGET && cargo build --locked --release --bin portcullis --target-dir "$target")
    cp "$target/release/$built" "$1"
}

main
