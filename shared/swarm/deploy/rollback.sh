# shellcheck shell=bash
# Back to what ran before, where a deploy does not work: sourced by deploy.sh.

mark_id=

# Leaves in the Swarm what ran before. A deploy that was cut off has left it, too; a failure of this one leads back to that.
remember_before() {
  local mark service image
  if mark=$(docker config inspect --format '{{.ID}} {{printf "%s" .Spec.Data}}' "${stack}_deploy_begun" 2>/dev/null); then
    say "A deploy before this one was cut off, or could not go back; a failure of this one leads back to what ran before both."
    mark_id=${mark%% *}
    before=()
    while read -r service image; do [ -z "$service" ] || before["$service"]=$image; done <<<"${mark#* }"
  else
    mark_id=$(before_lines | docker config create "${stack}_deploy_begun" -) ||
      fail 1 "The Swarm does not take a config; nothing was deployed."
  fi
}

# With an empty line at the end, since a config cannot be empty.
before_lines() {
  local service
  for service in "${!before[@]}"; do printf '%s %s\n' "$service" "${before[$service]}"; done
  printf '\n'
}

forget_before() {
  [ -z "$mark_id" ] || docker config rm "$mark_id" >/dev/null 2>&1 ||
    warn "The config ${stack}_deploy_begun could not be taken away: say  docker config rm ${stack}_deploy_begun"
  mark_id=
}

go_back() {
  local service old=() why=$trouble see='See "Roll back" in shared/docs/runbook.md.'
  at_stage rolling-back
  warn "It did not work: $why."
  show_failures
  for service in "${touched[@]}"; do
    if [ -n "${before[$service]:-}" ]; then old+=("$service"); fi
  done
  [ ${#old[@]} -gt 0 ] || fail 6 "$why. Nothing ran before, so there is nothing to go back to: mend it and run this again."
  step "Rolling back"
  for service in "${old[@]}"; do bring_back "$service"; done
  going_back=true
  wait_for "${old[@]}" || fail 6 "$why, and the way back did not work either: $trouble. $see"
  smoke_test || fail 6 "$why. All is back on what ran before, but: $trouble. $see"
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
  # The label is what the next deploy compares with.
  docker service update --detach --quiet --with-registry-auth \
    --image "$was" --label-add "com.docker.stack.image=$was" "$1" >/dev/null ||
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

# Why tasks of the new images ended; older failures are none of ours.
show_failures() {
  local service format='{{.Image}} {{.Name}} {{.CurrentState}} {{.Error}}'
  for service in "${touched[@]}"; do
    [ -n "${expected[$service]:-}" ] || continue
    { docker service ps --no-trunc --filter desired-state=shutdown --format "$format" "$service" 2>/dev/null || true; } |
      IMAGE=${expected[$service]} awk '$1 == ENVIRON["IMAGE"] && / (Failed|Rejected) / && count++ < 2 { sub(/[^ ]+ /, ""); print }' >&2
  done
  warn "What a service said last: docker service logs --tail 50 ${stack}_<service>"
}
