# shellcheck shell=bash
# Looks at the six sites through the edge, as a stranger would: sourced by deploy.sh.

closed=()

# Before anything is changed: an edge that is well and cannot be reached from here would make a good deploy look like a bad one.
reach_edge() {
  docker service ls --filter "name=${stack}_edge" --format '{{.Name}} {{.Replicas}}' |
    grep -E "^${stack}_edge ([1-9][0-9]*)/\1( |\$)" >/dev/null || return 0
  soon ask blog /healthz >/dev/null ||
    fail 1 "The edge cannot be reached at $edge, so nobody would see whether a deploy works: set DEPLOY_EDGE to where it can (--help)."
}

smoke_test() {
  local app
  closed=()
  step "Looking at the six sites through $edge"
  for app in "${apps[@]}"; do
    soon answers "$app" /healthz "\"service\":\"$app\"" && soon answers "$app" / '</html>' || return 1
  done
  if [ ${#closed[@]} -gt 0 ]; then say "Closed by \`rose maintenance\`, and saying so: $(join_with_commas "${closed[@]}")."; fi
  case " ${closed[*]} " in
    *' blog '*) say "All six answer. Look at a page yourself when the blog is open again." ;;
    *)
      soon is_composed blog / cart/mini || return 1
      say "All six answer, and a page of several services is whole."
      ;;
  esac
}

# Names and connections of a moment ago may still lead to tasks that are gone.
soon() {
  local deadline=$((SECONDS + ${DEPLOY_SMOKE_SECONDS:-30}))
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    patiently sleep "${DEPLOY_POLL_SECONDS:-1}"
  done
}

# answers APP PATH WORDS: 200, with these words in it; or that the site is closed, which is not for a deploy to judge.
answers() {
  local status
  status=$(ask "$1" "$2" --write-out '\n%{http_code}') || { trouble="$1 does not answer $2 through the edge" && return 1; }
  if [ "${status##*$'\n'}" = 503 ] && is_closed "$1" "$2"; then
    closed+=("$1") && return
  elif [ "${status##*$'\n'}" != 200 ]; then
    trouble="$1 answers $2 with ${status##*$'\n'}"
  elif [[ $status != *"$3"* ]]; then
    trouble="what answers $2 as $1 is not $1"
  else
    return 0
  fi
  return 1
}

# A 503 of the edge, or of an app that cannot, has no such code.
is_closed() { [[ $(ask "$1" "$2" --header 'Accept: application/json') == *'"code":"maintenance"'* ]]; }

# is_composed APP PATH FRAGMENT: the page has it, made by its owner and not its fallback.
is_composed() {
  local element
  element=$(ask "$1" "$2" | grep -oE "<[^>]*data-fragment=\"$3\"[^>]*>" | head -n 1) || true
  if [ -n "$element" ] && [[ $element != *'data-fragment-state="fallback"'* ]]; then return 0; fi
  trouble="the page $2 of $1 lacks $3 of another service"
  return 1
}

ask() {
  local app=$1 path=$2
  shift 2
  patiently curl --silent --noproxy '*' --max-time 10 --header "Host: $app.$BASE_DOMAIN" "$@" "$edge$path"
}
