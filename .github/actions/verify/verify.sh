#!/usr/bin/env bash
# The steps of action.yml: WORDS go to verify, OUT is its folder, ACCEPTED (may be empty) is compared.
# Exit code: the first that is not 0 of verify (1 a FAIL or ERROR, 2 usage, 3 strict) and compare (1 a
# change, 2 no readable report); 4 where the build failed.
set -euo pipefail
root=${BENIGNITY_ROOT:-$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)}
export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_NOHASHDIR=1
export CCACHE_DIR=${CCACHE_DIR:-${GITHUB_WORKSPACE:-$PWD}/.ccache}
summary=()
[[ -z ${GITHUB_STEP_SUMMARY:-} ]] || summary=(--markdown "$GITHUB_STEP_SUMMARY")
words=()
[[ -z ${WORDS:-} ]] || mapfile -t words < <(xargs -n1 printf '%s\n' <<<"$WORDS") # quotes as a shell's
code=0
"$root/run" --with ccache verify "${words[@]}" --out "$OUT" "${summary[@]}" || code=$?
if [[ -n ${ACCEPTED:-} && -f $OUT/report.json ]]; then
  "$root/build/release/benignity" compare --common-only "$ACCEPTED" "$OUT/report.json" ||
    { changed=$?; ((code)) || code=$changed; }
fi
exit "$code"
