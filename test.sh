#!/usr/bin/env bash
# Builds everything and runs the tests.
#
#   ./test.sh            the fast suite, some minutes
#   ./test.sh --all      every test, the slow ones too
#   ./test.sh [--all] ARGUMENTS...   passes further arguments to `dotnet test`, such as --filter
#
# Checks on outside data (released weights, real clips) run where MUSICCNN_DATA names a folder with pretrained/ and
# audio/, by default ../shared where that exists; elsewhere they are counted as skipped.
# The last line is the count: N passed, N failed, N skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# The counts below are read from the output.
export DOTNET_CLI_UI_LANGUAGE=en
filter=(--filter "Speed!=Slow")
for argument in "$@"; do
    case "$argument" in
        --help|-h) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
        --all|--filter*) filter=() ;;
    esac
done
arguments=()
for argument in "$@"; do [ "$argument" = --all ] || arguments+=("$argument"); done

build/setup.sh
if [ -z "${MUSICCNN_DATA:-}" ] && [ -d ../shared/audio ]; then
    MUSICCNN_DATA=$(cd ../shared && pwd)
    export MUSICCNN_DATA
fi

mkdir -p artifacts
dotnet build MusicCnn.sln -c Release -v q -nologo
# One test project at a time: each uses all cores.
status=0
dotnet test MusicCnn.sln -c Release --no-build -nologo -maxcpucount:1 ${filter[@]+"${filter[@]}"} ${arguments[@]+"${arguments[@]}"} 2>&1 | tee artifacts/test.log || status=$?

awk '
    / - Failed: / {
        line = $0; gsub(/[^0-9:,]/, "", line); split(line, parts, ",")
        for (i = 1; i <= 3; i++) { sub(/.*:/, "", parts[i]) }
        failed += parts[1]; passed += parts[2]; skipped += parts[3]
    }
    END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }
' artifacts/test.log
exit "$status"
