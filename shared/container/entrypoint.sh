#!/bin/sh
# How a container begins: wait for the stores (WAIT_SECONDS), migrate where RUN_MIGRATIONS asks for it, become the service.
# The service itself is process 1 in the end, so that SIGTERM reaches it; it starts no processes that one would have to reap.
set -eu

working=
stop() {
  [ -z "$working" ] || kill -TERM "$working" 2>/dev/null || true
  exit 0
}
# The kernel drops what process 1 has no trap for, and a shell hears a trap only while it waits, not behind a command.
trap stop TERM INT

run() {
  "$@" &
  working=$!
  wait "$working"
}

cd "$(dirname "$0")/../.."
run node shared/dist/container/wait-for-stores.js
case ${RUN_MIGRATIONS:-} in
  true | 1)
    run node shared/dist/cli/main.js migrate
    # A service that is started without a container migrates by itself; this one need not look again.
    export RUN_MIGRATIONS=false
    ;;
esac
exec node "${ROSE_APP:?names the service that this image runs}/dist/main.js"
