# shellcheck shell=bash
# Brings images to the services, and back where it does not work: sourced by deploy.sh.
# Each service is told once a deploy, so that what the Swarm keeps of it is the way it was before: settings, secrets and all.

touched=()
mark_id=

roll_out() {
  local name service
  for name in "${apps[@]}"; do export "$(image_variable "$name")=${target[$name]}"; done
  for name in $(app_services); do expected[${stack}_$name]=${target[${name%-worker}]}; done
  at_stage deploying
  remember_before
  if goes_first; then
    step "Deploying the blog first, which migrates"
    deploy_only "$(services_in_file | grep -vxFf <(app_services) ; echo blog)"
    step "Deploying the others"
    deploy_only "$(app_services | grep -vx blog)"
  else
    step "Deploying"
    deploy_only "$(services_in_file)"
  fi
  smoke_test || go_back
}

app_services() { local app; for app in "${apps[@]}"; do printf '%s\n' "$app" "$app-worker"; done; }

services_in_file() { awk '/^[^ #]/ { inside = /^services:/ } inside && /^  [A-Za-z0-9_-]+:/ { sub(/:.*/, ""); print $1 }' docker-compose.yml; }

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

# The images of others are left as they are: only what the stack file says anew is looked up.
tell_swarm() {
  only_services "$1" | docker stack deploy --compose-file - --with-registry-auth --resolve-image changed "$stack" |
    { grep -v '^Updating service ' || true; }
}

# --force restarts what was built anew but came out the same.
restart_same() {
  local service app
  for service in "$@"; do
    app=${service#"${stack}_"} app=${app%-worker}
    if [ -n "${to_build[$app]:-}" ] && [ "${before[$service]:-}" = "${target[$app]}" ]; then
      docker service update --force --detach --quiet "$service" >/dev/null || { trouble="$service could not be restarted" && go_back; }
    fi
  done
}

# A deploy that was cut off has left what ran before it; that is where a failure must lead back to.
remember_before() {
  local service was found_mark
  found_mark=$(docker config inspect --format '{{.ID}} {{printf "%s" .Spec.Data}}' "${stack}_deploy_begun" 2>/dev/null) || found_mark=
  if [ -n "$found_mark" ]; then
    mark_id=${found_mark%% *}
    say "A deploy before this one was cut off, or could not go back; a failure of this one leads back to what ran before both."
    while read -r service was; do [ -z "$service" ] || before["$service"]=$was; done <<<"${found_mark#* }"
  else
    mark_id=$(for service in "${!before[@]}"; do printf '%s %s\n' "$service" "${before[$service]}"; done | sort |
      { cat && printf '\n'; } | docker config create "${stack}_deploy_begun" -) || fail 1 "The Swarm does not take a config; nothing was deployed."
  fi
}

forget_before() {
  [ -z "$mark_id" ] || docker config rm "$mark_id" >/dev/null 2>&1 || warn "The config ${stack}_deploy_begun could not be taken away."
  mark_id=
}

go_back() {
  local service old=() why=$trouble
  at_stage rolling-back
  warn "It did not work: $why."
  show_failures
  for service in "${touched[@]}"; do
    if [ -n "${before[$service]:-}" ]; then old+=("$service"); fi
  done
  [ ${#old[@]} -gt 0 ] || { forget_before; fail 6 "$why. Nothing ran before, so there is nothing to go back to: mend it and run this again."; }
  step "Rolling back"
  for service in "${old[@]}"; do bring_back "$service"; done
  going_back=true
  wait_for "${old[@]}" || fail 6 "$why, and the way back did not work either: $trouble. See \"Roll back\" in shared/docs/runbook.md."
  smoke_test || fail 6 "$why. All is back on what ran before, but: $trouble. See \"Roll back\" in shared/docs/runbook.md."
  forget_before
  fail 5 "$why. Everything is back on what ran before."
}

# The Swarm gives back the whole service as it was, if it keeps another state of it; where it does not, at least its image.
bring_back() {
  local was=${before[$1]}
  expected[$1]=$was
  differs_from_before "$1" || return 0
  docker service rollback --detach --quiet "$1" >/dev/null 2>&1 || true
  [ "$(image_of "$1")" != "$was" ] || return 0
  docker service update --detach --quiet --with-registry-auth --image "$was" --label-add "com.docker.stack.image=$was" "$1" >/dev/null ||
    warn "$1 could not be brought back to $was."
}

differs_from_before() {
  local specs
  [ "$(image_of "$1")" = "${before[$1]}" ] || return 0
  specs=$(docker service inspect --format '{{json .Spec}}{{"\n"}}{{with .PreviousSpec}}{{json .}}{{end}}' "$1") || return 0
  [ -n "${specs#*$'\n'}" ] && [ "${specs%%$'\n'*}" != "${specs#*$'\n'}" ]
}

image_of() {
  local image
  read -r _ image _ < <(service_states "$1") && printf '%s' "$image"
}

show_failures() {
  local service
  for service in "${touched[@]}"; do
    [ -n "${expected[$service]:-}" ] || continue
    docker service ps --no-trunc --filter desired-state=shutdown --format '{{.Image}} {{.Name}} {{.CurrentState}} {{.Error}}' "$service" 2>/dev/null |
      IMAGE=${expected[$service]} awk '$1 == ENVIRON["IMAGE"] && / (Failed|Rejected) / { sub(/[^ ]+ /, ""); print; if (++count == 2) exit }' >&2 || true
  done
  warn "What a service said last: docker service logs --tail 50 ${stack}_<service>"
}
