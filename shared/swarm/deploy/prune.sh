# shellcheck shell=bash
# Takes away what no service needs, nor the way back: sourced by deploy.sh. Nothing here can make a deploy fail.

kept_records=5

prune() {
  local name
  { record_names | head -n "-$kept_records" && unused_configs; } |
    while read -r name; do docker config rm "$name" >/dev/null 2>&1 || true; done || true
  # Untagged, the layers of older images go with them.
  old_images | while read -r name; do docker image rm "$name" >/dev/null 2>&1 || true; done || true
  docker builder prune --force --filter until=720h >/dev/null 2>&1 || true
}

# Images of ours that lie on this engine, but for those that run and those that ran before. The registry has them all.
old_images() {
  local app tag digest kept=" ${target[*]} ${before[*]} "
  for app in "${apps[@]}"; do
    docker image ls --digests --filter "reference=$registry/$app:in-*" --format '{{.Tag}} {{.Digest}}' |
      while read -r tag digest; do [[ $kept == *"@$digest "* ]] || printf '%s/%s:%s\n' "$registry" "$app" "$tag"; done
  done
}

# Configs of the stack that neither the services nor what they were before mount.
unused_configs() {
  local services mounted='{{range .TaskTemplate.ContainerSpec.Configs}}{{println .ConfigName}}{{end}}'
  services=$(services_of_stack) || return 0
  # shellcheck disable=SC2086 # names of services hold no spaces
  mounted=$(docker service inspect --format "{{with .Spec}}$mounted{{end}}{{with .PreviousSpec}}$mounted{{end}}" $services) || return 0
  # All of ours mount one; an empty list is none.
  [ -n "$mounted" ] || return 0
  docker config ls --filter "label=com.docker.stack.namespace=$stack" --format '{{.Name}}' | grep -vxF "$mounted" || true
}
