# shellcheck shell=bash
# What the Swarm says of itself: sourced by deploy.sh.

declare -A before=() running=()

ask_swarm() {
  local answer
  answer=$(docker info --format '{{.Swarm.ControlAvailable}}' 2>&1) ||
    fail 1 "docker does not reach its engine: start it, or set DOCKER_HOST=ssh://user@manager. It said: ${answer##*$'\n'}"
  [ "${answer##*$'\n'}" = true ] ||
    fail 1 "This engine is no manager of a Swarm: run this on the manager, or say  docker swarm init  on a new machine."
}

services_of_stack() {
  docker service ls --filter "label=com.docker.stack.namespace=$stack" --format '{{.Name}}'
}

# NAME IMAGE STATE, one line a service; the state of its last update, or - where there was none.
service_states() {
  docker service inspect --format \
    '{{.Spec.Name}} {{.Spec.TaskTemplate.ContainerSpec.Image}} {{if .UpdateStatus}}{{.UpdateStatus.State}}{{else}}-{{end}}' "$@"
}

# before[service] is what each service runs now; running[app] the image of an app, if it is pinned.
read_running() {
  local names states name image app
  names=$(services_of_stack) || fail 1 "The services of the Swarm cannot be read; run this again."
  [ -n "$names" ] || return 0
  # shellcheck disable=SC2086 # names of services hold no spaces
  states=$(service_states $names) || fail 1 "The services of the Swarm cannot be read; run this again."
  while read -r name image _; do
    before[$name]=$image
  done <<<"$states"
  for app in "${apps[@]}"; do
    image=${before[${stack}_$app]:-}
    if [[ $image =~ ^"$registry/$app"(:[^@]+)?(@sha256:[0-9a-f]{64})$ ]]; then running[$app]=$registry/$app${BASH_REMATCH[2]}; fi
  done
}
