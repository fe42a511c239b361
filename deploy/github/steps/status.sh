#!/usr/bin/env bash
# Says what is live.
set -euo pipefail
. "$(dirname "$0")/lines.bash"

summarised Status status
