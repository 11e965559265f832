// Proposes a handle made of the name, and says while it is typed whether it can be had.
const form = document.querySelector('[data-join]');
const { name, handle } = form.elements;
const told = document.getElementById('handle-told');
// Without this script there is nothing to keep room for.
told.hidden = false;
let wanted = '';
let timer;
const leaving = new AbortController();

const proposed = (words) =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/\s+/)[0]
    .replace(/[^a-z0-9_]/g, '')
    .slice(0, 30);

function say(words, tone) {
  told.textContent = words;
  told.dataset.tone = tone;
}

async function check() {
  const asked = (wanted = handle.value.trim());
  // One letter may become a handle yet.
  if (asked.length < 2) return say('', '');
  try {
    const query = new URLSearchParams({ handle: asked });
    const answer = await fetch(`${form.dataset.join}?${query}`, { signal: leaving.signal });
    const { problem } = await answer.json();
    // Something else was typed while we asked.
    if (asked !== wanted) return;
    if (problem) say(problem, 'bad');
    else say(`@${asked.toLowerCase().replace(/^@/, '')} can be yours.`, 'good');
  } catch {
    // The form is checked once more when it is sent.
    say('', '');
  }
}

function checkSoon() {
  clearTimeout(timer);
  timer = setTimeout(check, 250);
}

// While the name is typed and not when it is left: a field that somebody is in is theirs.
let isProposed = handle.value === '';

name.addEventListener('input', () => {
  if (!isProposed) return;
  handle.value = proposed(name.value);
  checkSoon();
});

handle.addEventListener('input', () => {
  isProposed = false;
  checkSoon();
});

// The answer to the form says it all.
form.addEventListener('submit', () => {
  clearTimeout(timer);
  leaving.abort();
});
