#!/usr/bin/env bash
# Brings the commit that is checked out here to the checkout on the server, and runs its ./deploy.sh there: where .env and the
# engine are. Nothing is copied but the commit, nothing but ssh and git is needed here.
#   DEPLOY_HOST         user@host
#   DEPLOY_SSH_KEY      the private key that is let in there
#   DEPLOY_KNOWN_HOSTS  the host's public keys, as ssh-keyscan prints them and somebody compared them; if absent, whoever answers
#                       at that address is believed to be it
#   DEPLOY_PATH         the checkout on the server; rose-ash in the home of that user, if absent
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

say() { printf '%s\n' "$*"; }

for name in DEPLOY_HOST DEPLOY_SSH_KEY; do
  if [ -z "${!name:-}" ]; then
    say "$name is missing: set it among the secrets of this repository; see \"Deploy\" in shared/docs/runbook.md." >&2
    exit 1
  fi
done

keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
(umask 077 && printf '%s\n' "$DEPLOY_SSH_KEY" >"$keys/key" && printf '%s\n' "${DEPLOY_KNOWN_HOSTS:-}" >"$keys/known_hosts")
unset DEPLOY_SSH_KEY
strict=yes
if [ -z "${DEPLOY_KNOWN_HOSTS:-}" ]; then
  strict=accept-new
  say "DEPLOY_KNOWN_HOSTS is not set, so nobody knows whether it is our server that answers; see \"Deploy\" in shared/docs/runbook.md." >&2
fi

options=(-i "$keys/key" -o IdentitiesOnly=yes -o BatchMode=yes -o ServerAliveInterval=30)
options+=(-o UserKnownHostsFile="$keys/known_hosts" -o StrictHostKeyChecking="$strict")
path=$(printf '%q' "${DEPLOY_PATH:-rose-ash}")
commit=$(git rev-parse HEAD)

say "Bringing $commit to the server."
GIT_SSH_COMMAND="ssh ${options[*]}" git push --quiet --force "$DEPLOY_HOST:${DEPLOY_PATH:-rose-ash}" "$commit:refs/heads/to-deploy"

# Another deploy may be under way that did not come by here (3): it is waited for, as long as two of them may take.
for ((try = 1; ; try++)); do
  code=0
  # shellcheck disable=SC2029 # both are meant for over there
  ssh "${options[@]}" "$DEPLOY_HOST" "bash -s -- $path $commit" <.gitea/scripts/on-server.sh || code=$?
  if [ "$code" != 3 ] || [ "$try" -ge "${DEPLOY_TRIES:-60}" ]; then exit "$code"; fi
  sleep "${DEPLOY_PAUSE:-30}"
done
