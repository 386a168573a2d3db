#!/usr/bin/env bash
# Judges the change that the run is about, or posts what another run has found. All inputs are in the environment, where the binary reads
# them; it writes the outputs `verdict`, `findings` and `sarif-file`.
set -euo pipefail

if [ -n "${PORTCULLIS_REPORT:-}" ]; then
    exec "$PORTCULLIS_BINARY" report -- "$PORTCULLIS_REPORT"
fi

file=${RUNNER_TEMP//\\//}/${PORTCULLIS_CATEGORY:-portcullis}.json
rm -f -- "$file"
code=0
"$PORTCULLIS_BINARY" github --output "json=$file" || code=$?
if [ -f "$file" ]; then
    printf 'json-file=%s\n' "$file" >> "$GITHUB_OUTPUT"
fi
exit "$code"
