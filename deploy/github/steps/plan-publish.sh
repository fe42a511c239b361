#!/usr/bin/env bash
# Shows what publishing RELEASE would change. Settings: RELEASE, REASON, FORCE=true.
set -euo pipefail
. "$(dirname "$0")/lines.bash"

require_target "${RELEASE:-}"
arguments=("$RELEASE")
[ "${FORCE:-}" != true ] || arguments+=(--force)
[ -z "${REASON:-}" ] || arguments+=("--reason=$REASON")
summarised "Plan" publish "${arguments[@]}" --dry-run
