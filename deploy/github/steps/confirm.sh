#!/usr/bin/env bash
# Fails unless CONFIRMATION equals TARGET. Settings: TARGET, CONFIRMATION, DRY_RUN=true (needs no confirmation).
set -euo pipefail
. "$(dirname "$0")/lines.bash"

require_target "${TARGET:-}"
if [ "${DRY_RUN:-}" != true ] && [ "${CONFIRMATION:-}" != "$TARGET" ]; then
    fail "The confirmation is not the target '$TARGET'. Nothing was changed. Type the target in both fields."
fi
