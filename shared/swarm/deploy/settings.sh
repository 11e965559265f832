# shellcheck shell=bash
# Settings, and what must be here before anything begins: sourced by deploy.sh.

load_settings() {
  need_tools
  load_env_file
  registry=${REGISTRY:-registry.rose-ash.com:5000}
  wait_seconds=${DEPLOY_WAIT_SECONDS:-600}
  [[ $wait_seconds =~ ^[1-9][0-9]*$ ]] || fail 1 "DEPLOY_WAIT_SECONDS must be a number of seconds."
  edge=${DEPLOY_EDGE:-$(edge_address)}
}

# What the commit itself wants. The numbers that .env may have for a deploy by hand stay as they are when a file changes.
read_commit() {
  need_variables
  APP_CONFIG_VERSION=$(contents_of _config/app-config.yaml)
  EDGE_CONFIG_VERSION=$(contents_of _config/edge.Caddyfile _config/away.html)
  export APP_CONFIG_VERSION EDGE_CONFIG_VERSION
}

# A config cannot be changed, so what is in it is part of its name.
contents_of() { cat "$@" | sha256sum | cut -c 1-12; }

need_tools() {
  local tool
  for tool in git docker curl sha256sum awk tar; do
    command -v "$tool" >/dev/null || fail 1 "$tool is missing: install it."
  done
  [ -f docker-compose.yml ] || fail 1 "docker-compose.yml is missing: run this from a complete checkout."
}

# As by hand: set -a; . ./.env; set +a. A shell of its own reads it first, for the sake of the sentence, and tells nothing of it.
load_env_file() {
  [ -f .env ] || return 0
  if grep -q $'\r' .env; then fail 1 ".env has the line ends of Windows: say  sed -i 's/\\r\$//' .env"; fi
  # shellcheck source=/dev/null
  (set -aeu && . ./.env) >/dev/null 2>&1 || fail 1 ".env cannot be read by the shell: quote values that hold spaces, <, > or &."
  set -a
  # shellcheck source=/dev/null
  . ./.env
  set +a
}

# ${NAME:?...}, ${NAME?...} and a bare ${NAME} of the stack file have no default; $${NAME} is none of ours.
needed_variables() {
  sed -E 's/(^|[[:space:]])#.*$//; s/\$\$//g' docker-compose.yml |
    { grep -oE '\$\{[A-Za-z_][A-Za-z0-9_]*(\}|:?\?)' || true; } | tr -cd 'A-Za-z0-9_\n' | sort -u
}

need_variables() {
  local name missing=()
  while read -r name; do
    [ -n "${!name:-}" ] || is_set_by_us "$name" || missing+=("$name")
  done < <(needed_variables)
  [ ${#missing[@]} = 0 ] ||
    fail 1 "${missing[*]} missing: set it in .env (.env.example says what it is). By hand the file is loaded with  set -a; . ./.env; set +a"
}

is_set_by_us() {
  local app
  for app in "${apps[@]}"; do [ "$1" != "$(image_variable "$app")" ] || return 0; done
  return 1
}

image_variable() { printf '%s_IMAGE' "${1^^}"; }

# The edge listens on the manager itself: here, or where DOCKER_HOST leads.
edge_address() {
  local host=127.0.0.1
  if [[ ${DOCKER_HOST:-} =~ ^ssh://([^@/]*@)?([^:/]+) ]]; then host=${BASH_REMATCH[2]}; fi
  printf 'http://%s:%s' "$host" "${EDGE_PORT:-8080}"
}
