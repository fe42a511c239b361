#!/usr/bin/env bash
# Makes a release of the newest inputs, or finds it; names it to the next steps. Nothing becomes live.
set -euo pipefail
. "$(dirname "$0")/lines.bash"

summarised Build build
release=$(sed -n 's/^release \([0-9a-f]*\) .*/\1/p' "$output" | tail -n 1)
require_target "$release"
hand_on_release "$release"
