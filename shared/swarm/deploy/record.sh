# shellcheck shell=bash
# What is deployed is remembered in the Swarm, as configs that nothing mounts: sourced by deploy.sh.
# Each deploy that went well is one, coop_deployed_<number>, with a line for each app: name, commit, input hash, image.

declare -A last_commit=() last_hash=() last_image=()
record_number=0

record_names() {
  docker config ls --filter "name=${stack}_deployed_" --format '{{.Name}}' | sort -t _ -k 3 -n
}

read_record() {
  local names newest lines app commit digits image
  names=$(record_names) || fail 1 "The configs of the Swarm cannot be read; run this again."
  [ -n "$names" ] || return 0
  newest=${names##*$'\n'}
  record_number=${newest##*_}
  lines=$(docker config inspect --format '{{printf "%s" .Spec.Data}}' "$newest") ||
    fail 1 "The configs of the Swarm cannot be read; run this again."
  while read -r app commit digits image; do
    if is_app "$app"; then last_commit[$app]=$commit last_hash[$app]=$digits last_image[$app]=$image; fi
  done <<<"$lines"
}

write_record() {
  local app
  at_stage remembering
  {
    printf 'at %s by %s\n' "$(now)" "$(whoami)@$HOSTNAME"
    for app in "${apps[@]}"; do
      printf '%s %s %s %s\n' "$app" "${new_commit[$app]:-${last_commit[$app]:--}}" "$(hash_of_target "$app")" "${target[$app]}"
    done
  } | docker config create --label rose.deployed="$head" "${stack}_deployed_$((record_number + 1))" - >/dev/null ||
    fail 7 "The new images run and are well, but it could not be remembered: run this again."
}

# An app that nothing asked for keeps its image, whatever its inputs are by now.
hash_of_target() {
  if [ -n "${reason[$1]:-}" ]; then printf '%s' "${hash[$1]}"; else printf '%s' "${last_hash[$1]:--}"; fi
}

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
