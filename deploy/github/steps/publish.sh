#!/usr/bin/env bash
# Puts RELEASE live. Settings: RELEASE, REASON, FORCE=true, DRY_RUN=true (changes nothing).
set -euo pipefail
. "$(dirname "$0")/lines.bash"

require_target "${RELEASE:-}"
if [ "${DRY_RUN:-}" = true ]; then
    echo "A dry run: nothing is published."
    exit 0
fi
arguments=("$RELEASE")
[ "${FORCE:-}" != true ] || arguments+=(--force)
[ -z "${REASON:-}" ] || arguments+=("--reason=$REASON")
summarised Publish publish "${arguments[@]}"
