# shellcheck shell=bash
# Makes the images that are missing: sourced by deploy.sh. All are built before one is pushed.

make_images() {
  local app
  [ ${#to_build[@]} -gt 0 ] || return 0
  at_stage building
  choose_builder
  for app in "${apps[@]}"; do [ -z "${to_build[$app]:-}" ] || build_image "$app"; done
  for app in "${apps[@]}"; do [ -z "${to_build[$app]:-}" ] || push_image "$app"; done
}

# A CLI before 23 brings BuildKit itself, a later one only as the plugin buildx. Where that is missing the variable would make
# every build fail; without it the classic builder does the work.
choose_builder() {
  local major=99
  if [[ $(docker --version 2>/dev/null) =~ \ ([0-9]+)\. ]]; then major=${BASH_REMATCH[1]}; fi
  if [ "$major" -lt 23 ] || docker buildx version >/dev/null 2>&1; then export DOCKER_BUILDKIT=1; else unset DOCKER_BUILDKIT; fi
}

build_image() {
  local began=$SECONDS
  step "Building $1"
  patiently docker build --file "$scratch/$1/Dockerfile" --tag "$(made_image "$1")" "$scratch" ||
    fail 4 "$1 could not be built; see above. Nothing was deployed."
  say "Built $1 in $((SECONDS - began)) s."
}

push_image() {
  step "Pushing $1"
  patiently docker push "$(made_image "$1")" || fail 4 "$1 could not be pushed; is there a docker login? Nothing was deployed."
  find_image "$1"
  [ -n "$found" ] || fail 4 "$1 was pushed, but the registry does not have it. Nothing was deployed."
  target[$1]=$registry/$1@$found
}

# latest is what was seen to work, for whoever deploys by hand.
tag_latest() {
  local app
  at_stage remembering
  for app in "${apps[@]}"; do
    [ -n "${reason[$app]:-}" ] || continue
    { docker tag "$(made_image "$app")" "$registry/$app:latest" && patiently docker push "$registry/$app:latest" >/dev/null; } ||
      warn "$app:latest could not be pushed; the next deploy of $app does it."
  done
}
