# shellcheck shell=bash
# What the registry has: sourced by deploy.sh. "It is not there" and "nobody answers" are two things.

not_there='manifest unknown|no such manifest|name unknown|repository name not known|manifest for .* not found|: not found$'
found=

# found is the digest of the app's image for these inputs, or nothing where the registry has none.
# The engine asks, with the login and the trust that it needs for the deploy anyway; layers that are here are not fetched again.
find_image() {
  local answer reference
  found=
  reference=$(made_image "$1")
  if $dry_run; then only_look "$1" "$reference" && return; fi
  if answer=$(docker pull "$reference" 2>&1); then
    found=$(sed -nE 's/^Digest: (sha256:[0-9a-f]{64})$/\1/p' <<<"$answer")
  else
    must_be_missing "$reference" "$answer"
  fi
}

# For --dry-run, which fetches nothing, asks from here and not from the engine, and knows the digest only of what was deployed
# last.
only_look() {
  local answer insecure=()
  if is_believed_without_tls; then insecure=(--insecure); fi
  if ! answer=$(docker manifest inspect "${insecure[@]}" "$2" 2>&1); then
    must_be_missing "$2" "$answer"
  elif [ "${last_hash[$1]:-}" = "${hash[$1]}" ]; then
    found=${last_image[$1]#*@}
  else
    found=unknown
  fi
}

# By the engine, which alone is told so (insecure-registries in its daemon.json).
is_believed_without_tls() {
  [[ $registry =~ ^(127\.|localhost|\[::1\]) ]] ||
    docker info --format '{{range .RegistryConfig.IndexConfigs}}{{if not .Secure}}{{println .Name}}{{end}}{{end}}' 2>/dev/null |
    grep -xF "${registry%%/*}" >/dev/null
}

must_be_missing() {
  local from=
  if $dry_run; then from=' from here, where a dry run looks; a deploy has the engine look'; fi
  grep -qE "$not_there" <<<"$2" ||
    fail 1 "The registry cannot be asked for $1$from; is it up, and is there a docker login? It said: ${2##*$'\n'}"
}

made_image() { printf '%s/%s:in-%s' "$registry" "$1" "${hash[$1]}"; }
