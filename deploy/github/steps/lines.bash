# What the steps share; read by each of them, not run.

# The program; by default that of the checkout in which the steps lie.
program=${BACKSIGHT:-$(dirname "${BASH_SOURCE[0]}")/../../../backsight}
output=$(mktemp)
trap 'rm -f "$output"' EXIT

fail() {
    echo "::error::$*"
    echo "$*" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
    exit 2
}

# Fails unless $1 is a release, the beginning of one, or last-good: so it cannot be taken for an option or a file of options.
require_target() {
    [[ ${1:-} =~ ^([0-9a-f]{4,64}|last-good)$ ]] || fail "'${1:-}' is no release: 4 or more of its characters, or last-good."
}

# Runs the program; prints what it says, keeps it in $output, and puts it into the job's summary under title $1.
# The block is indented, not fenced: no line of it can end it.
summarised() {
    local title=$1 code=0
    shift
    "$program" "$@" 2>&1 | tee "$output" || code=${PIPESTATUS[0]}
    {
        printf '### %s\n\n' "$title"
        sed 's/^/    /' "$output"
        printf '\n'
        [ "$code" -eq 0 ] || printf 'It ended with exit code %s.\n\n' "$code"
    } >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
    return "$code"
}

# Names release $1 to the steps that follow.
hand_on_release() {
    echo "release=$1" >>"${GITHUB_OUTPUT:-/dev/null}"
}
