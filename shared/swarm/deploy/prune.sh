# shellcheck shell=bash
# Takes away what no service needs, nor the way back: sourced by deploy.sh. Nothing here can make a deploy fail.

kept_records=5

prune() {
  local name unused
  { record_names | head -n "-$kept_records" && unused_configs; } |
    while read -r name; do docker config rm "$name" >/dev/null 2>&1 || true; done || true
  unused=$(docker images --quiet --filter dangling=true | wc -l) || unused=0
  [ "$unused" -lt 20 ] || say "$unused images without a name lie on this engine; docker image prune takes them away."
}

# Configs of the stack that neither the services nor what they were before mount.
unused_configs() {
  local services mounted='{{range .TaskTemplate.ContainerSpec.Configs}}{{println .ConfigName}}{{end}}'
  services=$(services_of_stack) || return 0
  # shellcheck disable=SC2086 # names of services hold no spaces
  mounted=$(docker service inspect --format "{{with .Spec}}$mounted{{end}}{{with .PreviousSpec}}$mounted{{end}}" $services) || return 0
  docker config ls --filter "label=com.docker.stack.namespace=$stack" --format '{{.Name}}' | grep -vxF "$mounted" || true
}
