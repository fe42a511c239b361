#!/usr/bin/env bash
# Goes back to RELEASE. Settings: RELEASE, REASON, DRY_RUN=true (changes nothing).
set -euo pipefail
. "$(dirname "$0")/lines.bash"

require_target "${RELEASE:-}"
if [ "${DRY_RUN:-}" = true ]; then
    echo "A dry run: nothing is rolled back."
    exit 0
fi
[ -n "${REASON:-}" ] || fail "A rollback wants a reason. Nothing was changed."
summarised Rollback rollback "$RELEASE" --yes "--reason=$REASON"
