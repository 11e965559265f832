# shellcheck shell=bash
# Waits until services are what they are to be: sourced by deploy.sh.
# expected[service] is the image that all its tasks must run; trouble is a sentence about what went wrong.

declare -A expected=() state=() replicas=() tasks=()
trouble=
going_back=false

# Well twice in a row, since for a moment after it was told a service says nothing of its update.
wait_for() {
  local deadline=$((SECONDS + wait_seconds)) calm=0 told='' waiting
  while [ "$calm" -lt 2 ]; do
    if ! read_services "$@"; then waiting='the Swarm, which does not answer'; else waiting=$(unwell "$@"); fi
    if gave_up "$@"; then return 1; fi
    if [ -z "$waiting" ]; then calm=$((calm + 1)); else calm=0; fi
    if [ -n "$waiting" ] && [ "$waiting" != "$told" ]; then say "Waiting for $waiting" && told=$waiting; fi
    if [ -n "$waiting" ] && [ "$SECONDS" -ge "$deadline" ]; then
      trouble="after $wait_seconds s not everything is well: $waiting"
      return 1
    fi
    patiently sleep "${DEPLOY_POLL_SECONDS:-1}"
  done
}

read_services() {
  local counts states lines service image rest
  counts=$(docker service ls --filter "label=com.docker.stack.namespace=$stack" --format '{{.Name}} {{.Replicas}}') || return 1
  states=$(service_states "$@") || return 1
  lines=$(docker stack ps "$stack" --no-trunc --filter desired-state=running --format '{{.Name}} {{.Image}} {{.CurrentState}}') || return 1
  replicas=() state=() tasks=()
  while read -r service rest; do replicas[$service]=${rest%% *}; done <<<"$counts"
  while read -r service image rest; do state[$service]=$rest; done <<<"$states"
  # A slot's later tasks are drawn as branches of it; what follows the last dot is the slot, or the node.
  while read -r service image rest; do tasks[${service%.*}]+="$image ${rest%% *}"$'\n'; done < <(sed -E 's/^[ \\_]+//' <<<"$lines")
}

# The services that are not what they are to be yet, with how far they are.
unwell() {
  local service words=()
  for service in "$@"; do is_well "$service" || words+=("$service (${replicas[$service]:-none}$(update_words "$service"))"); done
  if [ ${#words[@]} -gt 4 ]; then words=("${words[@]:0:3}" "${#words[@]} services in all"); fi
  [ ${#words[@]} = 0 ] || join_with_commas "${words[@]}"
}

update_words() { case ${state[$1]:--} in - | completed) ;; *) printf ', %s' "${state[$1]//_/ }" ;; esac }

is_well() {
  local count=${replicas[$1]:-0/-}
  case ${state[$1]:-?} in
    - | completed) ;;
    rollback_completed) $going_back || return 1 ;;
    *) return 1 ;;
  esac
  [ "${count%/*}" = "${count#*/}" ] || return 1
  [ -z "${expected[$1]:-}" ] || runs_only "$1" "${expected[$1]}" "${count#*/}"
}

# runs_only SERVICE IMAGE COUNT: so many tasks run that image, and none is meant to run another.
runs_only() {
  local image word running=0
  while read -r image word; do
    [ -n "$image" ] || continue
    [ "$image" = "$2" ] || return 1
    [ "$word" != Running ] || running=$((running + 1))
  done <<<"${tasks[$1]:-}"
  [ "$running" = "$3" ]
}

# The Swarm itself ends an update whose tasks do not get well.
gave_up() {
  local service
  $going_back && return 1
  for service in "$@"; do
    case ${state[$service]:--} in
      paused | rollback_*) trouble="$service did not get well on its new image (${state[$service]//_/ })" && return 0 ;;
    esac
  done
  return 1
}

join_with_commas() {
  local words
  printf -v words '%s, ' "$@"
  printf '%s' "${words%, }"
}
