# shellcheck shell=bash
# What is told, and what is left in order when this ends: sourced by deploy.sh.

stage=starting
again=./deploy.sh
child=
scratch=

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
step() { printf '\n== %s\n' "$*"; }
at_stage() { stage=$1; }
short() { printf '%.10s' "$1"; }

# fail CODE SENTENCE: one sentence, and out.
fail() {
  local code=$1
  shift
  warn "deploy.sh: $*"
  exit "$code"
}

# Runs a long command so that a signal is answered at once, and not when the command ends.
patiently() {
  local code=0
  "$@" &
  child=$!
  wait "$child" || code=$?
  child=
  return "$code"
}

state_of_things() {
  case $stage in
    starting | planning) say "Nothing was changed." ;;
    building) say "Nothing was deployed. Images that were built are kept, and what was pushed is not pushed again." ;;
    deploying) say "Some services may be on the new images, some on the old; both work on this database. To finish: $again" ;;
    rolling-back) say "Some services may still be on the new images. To go on: ./deploy.sh, or see \"Roll back\" in shared/docs/runbook.md." ;;
    remembering) say "The new images run and are well, but it is not remembered. To finish: $again" ;;
    *) ;;
  esac
}

on_signal() {
  trap '' HUP INT PIPE TERM
  # Whoever listened may be gone, and with it the terminal.
  if [ "$1" = PIPE ] || [ "$1" = HUP ]; then exec >/dev/null 2>&1; fi
  if [ -n "$child" ]; then kill "$child" 2>/dev/null || true; fi
  warn ""
  warn "deploy.sh: interrupted while $stage."
  state_of_things >&2
  exit "$2"
}

on_exit() {
  trap '' HUP INT PIPE TERM
  if [ -n "$scratch" ]; then cd / && rm -rf "$scratch"; fi
  release_lock
}

trap on_exit EXIT
trap 'on_signal HUP 129' HUP
trap 'on_signal INT 130' INT
trap 'on_signal PIPE 141' PIPE
trap 'on_signal TERM 143' TERM
