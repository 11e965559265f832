#!/bin/bash
# Stands for `docker` in the tests of deploy.sh: a Swarm and a registry as a folder of small files, $FAKE_SWARM.
#   calls        what was asked, a line each            local/ registry/   images: a file each, holding the digest
#   configs/     a file each; ids/ leads to them        services/<name>/   image, previous, state, settling
#   fails/       <word of a call>: what it says instead; sick: services that never get well on a new image
#   meanwhile    <expression> <command>: what somebody else does, once, when such a call is made
#   stop         <signal> <expression>: deploy.sh (its number is in `pid`) gets the signal when such a call is made
# Called thousands of times, so it starts as few processes as can be: functions ending in _of set a variable of that name.
set -uo pipefail
cd "$FAKE_SWARM" || exit 99

printf '%s\n' "$*" >>calls
if [ -f stop ]; then
  read -r signal when <stop
  if [[ $* =~ $when ]]; then kill "-$signal" "$(cat pid)" && sleep 0.05; fi
fi

if [ -f meanwhile ]; then
  read -r when command <meanwhile
  if [[ $* =~ $when ]]; then rm meanwhile && bash -c "$command"; fi
fi

refuse() { printf 'Error response from daemon: %s\n' "$*" >&2 && exit 1; }
# Scripted failures: a file fails/<words of the call with dashes>, such as fails/push-cart.
stumble() { if [ -f "fails/$1" ]; then refuse "$(cat "fails/$1")"; fi; }
file_of() { file=${1//\//+}; }
app_of() { app=${1##*/} && app=${app%%[:@]*}; }
last_of() { last=${!#}; }
names() { for path in "$1"/*; do [ ! -e "$path" ] || printf '%s\n' "${path##*/}"; done; }
# The first line of a file.
text_of() { text= && { read -r text <"$1" || true; } 2>/dev/null; }
# option_of NAME ARGUMENTS
option_of() {
  local name=$1
  option=
  shift
  while [ $# -gt 0 ]; do if [ "$1" = "$name" ]; then option=$2 && return; fi && shift; done
}
# copy FROM TO: digests, which are one line.
copy() { [ -f "$1" ] && text_of "$1" && printf '%s' "$text" >"$2"; }

config() {
  case $1 in
    create)
      local name='' content
      last_of "$@" && { [ "$last" != - ] || name=${*: -2:1}; }
      content=$(cat)
      stumble "config-$name"
      [ ! -e "configs/$name" ] || refuse "rpc error: code = AlreadyExists desc = config $name already exists"
      printf '%s\n' "$content" >"configs/$name"
      printf '%s' "$name" >"ids/id$$"
      printf 'id%s\n' "$$"
      ;;
    rm)
      local name=$2
      if [ -f "ids/$2" ]; then text_of "ids/$2" && name=$text; fi
      [ -f "configs/$name" ] || refuse "no such config: $2"
      rm -f "configs/$name" && { grep -lxF "$name" ids/* 2>/dev/null | xargs -r rm -f; }
      ;;
    ls) if [[ $* =~ name=([^ ]*) ]]; then names configs | grep -F "${BASH_REMATCH[1]}" || true; else cat stack-configs 2>/dev/null; fi ;;
    inspect)
      local name
      last_of "$@" && name=$last
      stumble "inspect-$name"
      [ -f "configs/$name" ] || refuse "no such config: $name"
      if [[ $* == *'{{.ID}}'* ]]; then printf '%s ' "$(basename "$(grep -lxF "$name" ids/* | head -n 1)")"; fi
      cat "configs/$name"
      ;;
  esac
}

service() {
  local name
  stumble "service-$1"
  case $1 in
    ls)
      for name in services/*; do
        [ -d "$name" ] || continue
        name=${name#services/}
        if [[ $* == *Replicas* ]]; then text_of "services/$name/replicas" && printf '%s %s\n' "$name" "$text"; else printf '%s\n' "$name"; fi
      done
      ;;
    inspect)
      if [[ $* == *Configs* ]]; then { cat mounted 2>/dev/null || true; } && return; fi
      if [[ $* == *'json .Spec'* ]]; then last_of "$@" && specs "$last" && return; fi
      shift 3
      for name in "$@"; do
        [ -d "services/$name" ] || refuse "no such service: $name"
        settle "$name"
        text_of "services/$name/image" && printf '%s %s ' "$name" "$text" && text_of "services/$name/state" && printf '%s\n' "$text"
      done
      ;;
    rollback)
      last_of "$@" && name=$last
      stumble "rollback-$name"
      [ -f "services/$name/previous" ] || refuse "rpc error: code = FailedPrecondition desc = service $name does not have a previous spec"
      mv "services/$name/previous" "services/$name/image"
      begin "$name" rollback_completed
      ;;
    update)
      last_of "$@" && name=$last
      stumble "update-$name"
      if [[ $* == *--image* ]]; then option_of --image "$@" && tell "$name" "$option"; fi
      ;;
    ps) last_of "$@" && { cat "services/$last/failures" 2>/dev/null || true; } ;;
  esac
}

# tell SERVICE IMAGE: what the Swarm does with a service that it is told of. A sick one is rolled back by the Swarm itself.
tell() {
  [ -d "services/$1" ] || mkdir "services/$1"
  if [ ! -f "services/$1/image" ]; then printf '%s' "$2" >"services/$1/image" && begin "$1" - && return; fi
  text_of "services/$1/image"
  printf '%s' "$text" >"services/$1/previous"
  printf '%s' "$2" >"services/$1/image"
  if [ "$text" = "$2" ]; then printf -- - >"services/$1/state" && return; fi
  begin "$1" completed
  if [ -f sick ] && grep -qxF "$1" sick; then
    mv "services/$1/previous" "services/$1/image"
    printf '%s %s.1 Failed 2 seconds ago "task: non-zero exit (1)"\n' "$2" "$1" >"services/$1/failures"
    printf 'older %s.1 Failed 2 days ago "task: non-zero exit (2)"\n' "$1" >>"services/$1/failures"
    begin "$1" rollback_completed
  fi
}

specs() { cat "services/$1/image" && printf '\n' && { cat "services/$1/previous" 2>/dev/null || true; }; }

# A moment passes before a service is well: it says nothing, then that it is updating, then how it ended.
begin() {
  printf -- - >"services/$1/state"
  [ -f "services/$1/replicas" ] || printf 0/2 >"services/$1/replicas"
  printf '3 %s\n' "$2" >"services/$1/settling"
}

settle() {
  local left end
  [ -f "services/$1/settling" ] || return 0
  read -r left end <"services/$1/settling"
  case $left in
    3) if [ -f stuck ] && grep -qxF "$1" stuck; then left=4; fi ;;
    2) printf updating >"services/$1/state" && printf 1/2 >"services/$1/replicas" ;;
    1) printf '%s' "$end" >"services/$1/state" && printf 2/2 >"services/$1/replicas" && rm "services/$1/settling" && return ;;
  esac
  printf '%s %s\n' "$((left - 1))" "$end" >"services/$1/settling"
}

stack() {
  local name image file
  case $1 in
    deploy)
      file=stack-file-$(wc -l <calls)
      cat >"$file"
      cp "$OLDPWD/_config/app-config.yaml" app-config && printf '%s' "${APP_CONFIG_VERSION:-}" >app-config-version
      stumble stack-deploy
      while read -r name image; do
        if [[ $image =~ ^\$\{([A-Z_]+):-(.*)\}$ ]]; then image=${!BASH_REMATCH[1]:-${BASH_REMATCH[2]}}; fi
        printf 'Updating service coop_%s (id: id-%s)\n' "$name" "$name"
        # Once, as the Swarm that had something else to write down.
        if [ -f "fails/tell-$name" ]; then text_of "fails/tell-$name" && rm "fails/tell-$name" && refuse "$text"; fi
        tell "coop_$name" "$image"
      done < <(awk '/^[^ ]/ { on = /^services:/ } on && /^  [a-z-]+:/ { sub(":", "", $1); name = $1 } on && $1 == "image:" { print name, $2 }' "$file")
      ;;
    ps)
      for name in services/*; do
        [ -d "$name" ] || continue
        name=${name#services/}
        if [ -f "services/$name/settling" ]; then text_of "services/$name/previous"; else text_of "services/$name/image"; fi
        printf '%s.1 %s Running 5 seconds ago\n \\_ %s.2 %s Running 5 seconds ago\n' "$name" "${text:-none}" "$name" "${text:-none}"
      done
      ;;
  esac
}

pull() {
  stumble pull
  app_of "$1" && stumble "pull-$app"
  file_of "$1"
  copy "registry/$file" "local/$file" ||
    refuse "manifest for $1 not found: manifest unknown: manifest unknown"
  printf 'in: Pulling from somewhere\nDigest: %s\nStatus: Image is up to date for %s\n' "$text" "$1"
}

build() {
  local reference digest
  option_of --tag "$@" && reference=$option
  last_of "$@"
  app_of "$reference" && stumble "build-$app"
  printf '%s' "${DOCKER_BUILDKIT:-none}" >buildkit
  option_of --file "$@"
  [ -f "$option" ] || refuse "no Dockerfile"
  (cd "$last" && find . -type f | sort) >"context-$app"
  cp "$last/$app/app.ts" "app-of-$app"
  digest=$(printf '%s' "$reference" | sha256sum)
  file_of "$reference" && printf 'sha256:%s' "${digest%% *}" >"local/$file"
}

case ${1:-} in
  --version) printf 'Docker version %s, build 1\n' "$(cat version 2>/dev/null || echo 20.10.24)" ;;
  buildx) [ -f buildx ] ;;
  info) if [[ $* == *IndexConfigs* ]]; then cat insecure 2>/dev/null || true; else stumble info && cat manager 2>/dev/null || printf 'true\n'; fi ;;
  config | service | stack | pull | build) "$@" ;;
  push)
    stumble push
    app_of "$2" && stumble "push-$app"
    case $2 in *:latest) stumble push-latest ;; esac
    file_of "$2"
    copy "local/$file" "registry/$file" || refuse "An image does not exist locally with the tag: $2"
    ;;
  tag) file_of "$2" && text_of "local/$file" && file_of "$3" && [ -n "$text" ] && printf '%s' "$text" >"local/$file" ;;
  manifest)
    if [ -f insecure ] && [[ $* != *--insecure* ]]; then refuse 'http: server gave HTTP response to HTTPS client'; fi
    last_of "$@" && file_of "$last" && stumble pull
    [ -f "registry/$file" ] || { printf 'no such manifest: %s\n' "$last" >&2 && exit 1; }
    ;;
  image)
    case $2 in
      ls)
        option_of --filter "$@" && app_of "$option"
        for path in local/*+"$app":in-*; do [ ! -e "$path" ] || { text_of "$path" && printf '%s %s\n' "${path##*:}" "$text"; }; done
        ;;
      rm) file_of "$3" && rm "local/$file" ;;
    esac
    ;;
  builder) true ;;
  *) printf 'unknown call: %s\n' "$*" >>unknown && exit 99 ;;
esac
