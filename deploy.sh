#!/usr/bin/env bash
# Brings this commit to the Swarm: builds what changed, deploys by digest, waits, looks, and goes back if it does not work.
# Why it is so: shared/docs/adr/0023-deploying.md. What to do when it stops: shared/docs/runbook.md, "Deploy".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
checkout=$PWD

# shellcheck source=shared/swarm/deploy/say.sh
. shared/swarm/deploy/say.sh
# shellcheck source=shared/swarm/deploy/settings.sh
. shared/swarm/deploy/settings.sh
# shellcheck source=shared/swarm/deploy/inputs.sh
. shared/swarm/deploy/inputs.sh
# shellcheck source=shared/swarm/deploy/swarm.sh
. shared/swarm/deploy/swarm.sh
# shellcheck source=shared/swarm/deploy/record.sh
. shared/swarm/deploy/record.sh
# shellcheck source=shared/swarm/deploy/lock.sh
. shared/swarm/deploy/lock.sh
# shellcheck source=shared/swarm/deploy/registry.sh
. shared/swarm/deploy/registry.sh
# shellcheck source=shared/swarm/deploy/plan.sh
. shared/swarm/deploy/plan.sh
# shellcheck source=shared/swarm/deploy/images.sh
. shared/swarm/deploy/images.sh
# shellcheck source=shared/swarm/deploy/converge.sh
. shared/swarm/deploy/converge.sh
# shellcheck source=shared/swarm/deploy/smoke.sh
. shared/swarm/deploy/smoke.sh
# shellcheck source=shared/swarm/deploy/rollout.sh
. shared/swarm/deploy/rollout.sh
# shellcheck source=shared/swarm/deploy/rollback.sh
. shared/swarm/deploy/rollback.sh
# shellcheck source=shared/swarm/deploy/prune.sh
. shared/swarm/deploy/prune.sh

apps=(blog market cart events federation account)
stack=coop
named=()
all=false force=false dry_run=false unlock=false

help() {
  cat <<'HELP'
./deploy.sh [app ...] [--all] [--force] [--dry-run]

Deploys the commit that is checked out to the Swarm that `docker` speaks to (here, or DOCKER_HOST=ssh://...).

  no app       what git says changed since the last deploy, and what has no image
  app ...      these apps: blog market cart events federation account
  --all        all six, whatever git says
  --force      builds and restarts even where the image is there already; alone, it means --all
  --dry-run    says what it would do and why, and changes nothing
  --unlock     takes away the lock of a deploy that is gone
  --help       this

An image is made once for the same inputs: where the registry has it, nothing is built. Settings come from .env.

  DEPLOY_WAIT_SECONDS   how long services may take to be well, each time (600)
  DEPLOY_EDGE           where the edge is asked (http://127.0.0.1:EDGE_PORT, or the host of DOCKER_HOST). Where that is shut, say
                        ssh -NL 8080:127.0.0.1:8080 user@manager  elsewhere, and DEPLOY_EDGE=http://127.0.0.1:8080

Exit codes: 0 done; 1 something is not as it must be, nothing was changed; 2 wrong arguments; 3 another deploy is under way;
4 a build or a push failed, nothing was deployed; 5 it did not work and was rolled back; 6 it could not be rolled back;
7 it works but could not be remembered, run it again; 129 and above: interrupted, run it again.
HELP
}

is_app() {
  local app
  for app in "${apps[@]}"; do [ "$app" != "$1" ] || return 0; done
  return 1
}

read_arguments() {
  local argument
  for argument in "$@"; do
    case $argument in
      --all) all=true ;;
      --force) force=true ;;
      --dry-run) dry_run=true ;;
      --unlock) unlock=true ;;
      --help | -h) help && exit 0 ;;
      *) is_app "$argument" || fail 2 "\"$argument\" is no app and no option of this; see ./deploy.sh --help." && named+=("$argument") ;;
    esac
  done
  if $all && [ ${#named[@]} -gt 0 ]; then fail 2 "Either name apps or say --all."; fi
  if $unlock && [ $# -gt 1 ]; then fail 2 "--unlock is said alone."; fi
  if $force && [ ${#named[@]} = 0 ]; then all=true; fi
}

main() {
  again="./deploy.sh${*:+ $*}"
  read_arguments "$@"
  load_settings
  ask_swarm
  if $unlock; then break_lock && exit 0; fi
  ask_git
  lay_out_commit
  read_commit
  $dry_run || take_lock
  read_record
  read_running
  make_plan
  say_plan
  if $dry_run; then say "Nothing was changed." && exit 0; fi
  reach_edge
  make_images
  roll_out
  tag_latest
  write_record
  forget_before
  prune
  at_stage 'done'
  say "Deployed $(short "$head") in $SECONDS s."
}

main "$@"
