#!/usr/bin/env bash
# What the deploy.sh beside this says to the server's bash: on-server.sh <checkout> <commit>. Deploys the commit there.
# What began goes on to its end when the connection is cut or the run is cancelled, and the next one waits for it here.
set -euo pipefail
cd "$1"
commit=$2
git_folder=$(git rev-parse --absolute-git-dir)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The lock holds for the checkout as well as for the deploy: nobody moves it under another.
deploy_in_turn() {
  trap '' HUP
  exec 9>"$git_folder/rose-deploy"
  flock --nonblock 9 || { printf 'Waiting for the deploy before this one.\n' && flock 9; }
  if [ "$(git rev-parse refs/heads/to-deploy)" != "$commit" ]; then
    printf 'A later commit was brought here since, and is deployed instead.\n' && return
  fi
  git checkout --quiet --detach "$commit"
  ./deploy.sh
}

deploy_in_turn >"$log" 2>&1 </dev/null &
tail --pid=$! --lines=+1 --follow --sleep-interval=0.2 "$log"
wait $!
