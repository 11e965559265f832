# shellcheck shell=bash
# What an image is made of, and what git says of it: sourced by deploy.sh.

# Of every image: shared/ and these. What cannot be in an image is no input: tests, what they need, and words for people.
root_inputs='^(package(-lock)?[.]json|tsconfig[^/]*[.]json|[.]npmrc|[.]dockerignore|docker-compose[.]yml|_config/app-config[.]yaml)$'
no_inputs='^shared/(testing|e2e|bench|drill|docs|swarm|dev)/'
build_tools='^shared/dev/(assets/.*|tools/(build|pack)[.]mjs)$'

# Of lines that end in a path, after a tab if anything stands before it: those whose path is an input of the app.
only_inputs_of() {
  APP="^(shared|$1)/" ROOT=$root_inputs NOT=$no_inputs TOOLS=$build_tools LC_ALL=C awk -F '\t' '
    $NF ~ /[.](test[.]ts|md)$/ { next }
    $NF ~ ENVIRON["ROOT"] || $NF ~ ENVIRON["TOOLS"] || ($NF ~ ENVIRON["APP"] && $NF !~ ENVIRON["NOT"])'
}

# The same inputs have the same 16 digits, on every machine: mode, contents and path of each file of the commit.
input_hash() {
  ask_checkout ls-tree -r "$head" | only_inputs_of "$1" | sha256sum | cut -c 1-16
}

changed_paths() { ask_checkout diff --name-only --no-renames "$1" "$head"; }

ask_checkout() { git -C "$checkout" -c core.quotePath=false "$@"; }

# Only builds of commits are deployed, so that everyone can have them again. HEAD is read once: the checkout may move on
# while this works.
ask_git() {
  local touched
  at_stage planning
  head=$(git rev-parse --verify --quiet HEAD) || fail 1 "There is no commit here: run this from a checkout of the repository."
  touched=$(git status --porcelain --untracked-files=no | cut -c 4- | awk 'NR <= 3' | paste -s -d ' ')
  [ -z "$touched" ] || fail 1 "Only commits are deployed, and this differs from the last one: $touched. Commit or stash it."
}

# Everything is taken from the commit, laid out here, and not from the checkout: neither what lies about there unwatched nor
# what it moves on to gets into an image or into the Swarm.
lay_out_commit() {
  scratch=$(mktemp -d)
  (umask 022 && ask_checkout -c tar.umask=0022 archive "$head" | tar -x -C "$scratch") ||
    fail 1 "The commit cannot be laid out in $scratch; is there room?"
  cd "$scratch"
}

# A commit that is not behind this one (first deploy, shallow clone, rebased away, an older checkout) tells nothing.
is_behind_us() {
  [ -n "$1" ] && ask_checkout cat-file -e "$1^{commit}" 2>/dev/null && ask_checkout merge-base --is-ancestor "$1" "$head" 2>/dev/null
}

# Says why an app is to be looked at, or nothing. `why_changed APP COMMIT`
why_changed() {
  local first more
  if [ -z "$2" ]; then printf 'no deploy of it is remembered' && return; fi
  if ! is_behind_us "$2"; then printf 'its last deploy, %s, is not behind this commit' "$(short "$2")" && return; fi
  { read -r first || return 0; more=$(wc -l); } < <(changed_paths "$2" | only_inputs_of "$1")
  printf '%s changed%s' "$first" "$([ "$more" = 0 ] || printf ', and %s more' "$((more))")"
}

# What brings the database up to date changed since COMMIT, or nobody knows. All paths are read to the end, here and above: who
# stops sooner breaks the pipe of who still writes, and with pipefail that is "no".
migrations_changed() {
  ! is_behind_us "$1" || changed_paths "$1" | LC_ALL=C awk '/^shared\/migrations\// && !/[.]test[.]ts$/ { n++ } END { exit !n }'
}
