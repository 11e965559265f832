# shellcheck shell=bash
# What is to be done, and why: sourced by deploy.sh.
# reason[app] says why an app is looked at; target[app] is the image that it is to run, once that is known.

declare -A reason=() hash=() target=() new_commit=() to_build=()
migrate_first=false

make_plan() {
  local app
  for app in "${apps[@]}"; do
    hash[$app]=$(input_hash "$app")
    target[$app]=${running[$app]:-}
    look_at "$app"
  done
  with_migrations
  for app in "${apps[@]}"; do choose_image "$app"; done
}

# An app that runs nothing is looked at, whoever was named: the stack is deployed as a whole.
look_at() {
  local app=$1
  if [ -z "${running[$app]:-}" ]; then
    reason[$app]='no image of it runs'
  elif $all; then
    reason[$app]='all six were asked for'
  elif [ ${#named[@]} = 0 ]; then
    reason[$app]=$(why_changed "$app" "${last_commit[$app]:-}")
    new_commit[$app]=$head
  elif is_named "$app"; then
    reason[$app]='it was asked for'
  fi
}

is_named() {
  local app
  for app in "${named[@]}"; do [ "$app" != "$1" ] || return 0; done
  return 1
}

# Only the blog migrates, and no image is ready before the migrations that it knows: none goes ahead of the blog.
with_migrations() {
  local app any=false
  for app in "${apps[@]}"; do [ -z "${reason[$app]:-}" ] || any=true; done
  $any && migrations_changed "${last_commit[blog]:-}" || return 0
  migrate_first=true
  [ -n "${reason[blog]:-}" ] || reason[blog]='migrations changed, and only the blog brings them'
}

# The same inputs were built before, or they are built now. What nothing asks for is built where the registry lost it.
choose_image() {
  local app=$1
  if [ -z "${reason[$app]:-}" ]; then
    [ ${#named[@]} = 0 ] || return 0
    find_image "$app"
    [ -z "$found" ] || return 0
    reason[$app]='the registry has no image of it'
  fi
  new_commit[$app]=$head
  if $force; then
    to_build[$app]='--force'
  else
    find_image "$app"
    if [ -n "$found" ]; then target[$app]=$registry/$app@$found; else to_build[$app]='these inputs were never built'; fi
  fi
}

say_plan() {
  local app
  step "What is to be done for $(short "$head")"
  for app in "${apps[@]}"; do say "$(printf '%-11s' "$app")$(what_happens_to "$app")"; done
  if goes_first; then say "The blog goes first and alone, since it may have to migrate."; fi
}

what_happens_to() {
  local app=$1
  if [ -z "${reason[$app]:-}" ]; then
    printf 'stays: nothing asks for it'
  elif [ -n "${to_build[$app]:-}" ]; then
    printf 'build in-%s: %s; %s' "${hash[$app]}" "${reason[$app]}" "${to_build[$app]}"
  elif [ "${target[$app]}" = "${running[$app]:-}" ]; then
    printf 'stays: %s, but it runs in-%s already' "${reason[$app]}" "${hash[$app]}"
  else
    printf 'take in-%s: %s; the registry has it' "${hash[$app]}" "${reason[$app]}"
  fi
}

goes_first() {
  $migrate_first || return 1
  [ -n "${to_build[blog]:-}" ] || [ "${target[blog]}" != "${running[blog]:-}" ]
}
