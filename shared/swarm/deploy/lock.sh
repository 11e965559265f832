# shellcheck shell=bash
# One deploy at a time, whoever runs it and wherever: sourced by deploy.sh.
# A config can be made once only, so it is the lock. It goes by its id, so that nobody takes away the lock of another.

lock_id=

# Names this process: machine, its start, its processes' namespace, number. Only there can be said whether it still runs.
here() { printf '%s:%s:%s' "$HOSTNAME" "$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)" "$(readlink /proc/self/ns/pid 2>/dev/null)"; }

take_lock() {
  try_lock && return
  take_over_if_gone && try_lock && return
  fail 3 "Another deploy is under way ($(lock_words)). Wait for it; if it is gone, say  ./deploy.sh --unlock"
}

try_lock() {
  lock_id=$(printf '%s %s %s %s\n' "$(here)" "$$" "$(now)" "$(whoami)@$HOSTNAME" |
    docker config create "${stack}_deploy_lock" - 2>/dev/null) || { lock_id= && return 1; }
}

# ID PLACE PID SINCE WHO
read_lock() {
  docker config inspect --format '{{.ID}} {{printf "%s" .Spec.Data}}' "${stack}_deploy_lock" 2>/dev/null
}

take_over_if_gone() {
  local id place pid since who
  read -r id place pid since who < <(read_lock) || return 1
  [ "$place" = "$(here)" ] && ! kill -0 "$pid" 2>/dev/null && [ ! -d "/proc/$pid" ] || return 1
  say "The deploy of $who, begun at $since, is gone; its lock is taken over."
  docker config rm "$id" >/dev/null 2>&1
}

lock_words() {
  local id place pid since who
  if read -r id place pid since who < <(read_lock); then
    printf '%s since %s, %s min ago' "$who" "$since" "$((($(date +%s) - $(date -d "$since" +%s)) / 60))"
  else
    printf 'or the engine refused to make a lock'
  fi
}

release_lock() {
  [ -n "$lock_id" ] || return 0
  docker config rm "$lock_id" >/dev/null 2>&1 || warn "The lock could not be taken away: say  ./deploy.sh --unlock"
  lock_id=
}

break_lock() {
  local id place pid since who
  read -r id place pid since who < <(read_lock) || { say "There is no lock." && return; }
  docker config rm "$id" >/dev/null || fail 1 "The lock could not be taken away; run this again."
  say "Took away the lock of $who, since $since."
}
