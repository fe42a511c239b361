#!/usr/bin/env bash
# Shows what a rollback to TARGET would change, and names the release it chose to the next step. Settings: TARGET.
set -euo pipefail
. "$(dirname "$0")/lines.bash"

require_target "${TARGET:-}"
summarised "Plan" rollback "$TARGET" --dry-run
# Without a move of the pointer the plan names none: then it is the target itself.
release=$(sed -n 's/^ *live pointer .* \([0-9a-f]\{16\}\)$/\1/p' "$output" | head -n 1)
hand_on_release "${release:-$TARGET}"
