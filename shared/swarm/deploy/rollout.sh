# shellcheck shell=bash
# Brings images to the services: sourced by deploy.sh.
# Each service is told once a deploy, so that what the Swarm keeps of it is the way it was before: settings, secrets and all.

touched=()

roll_out() {
  local name service
  for name in "${apps[@]}"; do export "$(image_variable "$name")=${target[$name]}"; done
  for name in $(app_services); do expected[${stack}_$name]=${target[${name%-worker}]}; done
  at_stage deploying
  remember_before
  if goes_first; then
    step "Deploying the blog first, which migrates"
    deploy_only "$(services_in_file | grep -vxFf <(app_services) && echo blog)"
    step "Deploying the others"
    deploy_only "$(app_services | grep -vx blog)"
  else
    step "Deploying"
    deploy_only "$(services_in_file)"
  fi
  smoke_test || go_back
}

app_services() {
  local app
  for app in "${apps[@]}"; do printf '%s\n' "$app" "$app-worker"; done
}

services_in_file() {
  awk '/^[^ #]/ { inside = /^services:/ } inside && /^  [A-Za-z0-9_-]+:/ { sub(/:.*/, ""); print $1 }' docker-compose.yml
}

# The stack file without the services that are not named; a service that is left out is left alone by the Swarm.
only_services() {
  KEEP=" ${*//$'\n'/ } " awk '
    /^[^ #]/ { inside = /^services:/; keep = 1 }
    inside && /^  [A-Za-z0-9_-]+:/ { name = $1; sub(/:.*/, "", name); keep = index(ENVIRON["KEEP"], " " name " ") > 0 }
    keep' docker-compose.yml
}

# deploy_only SERVICES, a line each: tells them, and waits.
deploy_only() {
  local name services=()
  for name in $1; do services+=("${stack}_$name"); done
  touched+=("${services[@]}")
  if ! tell_swarm "$1"; then trouble='the Swarm refused the stack file, see above' && go_back; fi
  if $force; then restart_same "${services[@]}"; fi
  wait_for "${services[@]}" || go_back
  say "${#services[@]} services are well."
}

# tell_swarm SERVICES, a line each. The Swarm refuses to change a service in the very moment in which it writes down how an
# update of before ended; those that it has taken by then are not told again.
tell_swarm() {
  local left=$1 said tries=0
  until said=$(tell "$left"); do
    tries=$((tries + 1))
    if [[ $said != *'update out of sequence'* ]] || [ "$tries" = 5 ]; then printf '%s\n' "$said" >&2 && return 1; fi
    left=$(grep -vxFf <(told <<<"$said") <<<"$left")
    patiently sleep "${DEPLOY_POLL_SECONDS:-1}"
  done
  grep -v '^Updating service ' <<<"$said" || true
}

# The images of others are left as they are: only what the stack file says anew is looked up.
tell() {
  only_services "$1" | docker stack deploy --compose-file - --with-registry-auth --resolve-image changed "$stack" 2>&1
}

# The services that the Swarm has taken, of what it said until it refused one, which it names last.
told() { sed -nE "s/^(Updating|Creating) service ${stack}_([^ ]+).*/\2/p" | sed '$d'; }

# --force restarts what was built anew but came out the same.
restart_same() {
  local service app
  for service in "$@"; do
    app=${service#"${stack}_"} app=${app%-worker}
    if [ -n "${to_build[$app]:-}" ] && [ "${before[$service]:-}" = "${target[$app]}" ]; then
      docker service update --force --detach --quiet "$service" >/dev/null ||
        { trouble="$service could not be restarted" && go_back; }
    fi
  done
}
