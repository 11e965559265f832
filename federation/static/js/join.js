// Proposes a handle made of the name, and says while it is typed whether it can be had.
const form = document.querySelector('[data-join]');
const { name, handle } = form.elements;
const told = document.getElementById('handle-told');
let wanted = '';
let timer;

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
  if (asked === '') return say('', '');
  try {
    const answer = await fetch(`${form.dataset.join}?${new URLSearchParams({ handle: asked })}`);
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

handle.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(check, 250);
});

name.addEventListener('change', () => {
  if (handle.value !== '' || name.value.trim() === '') return;
  handle.value = proposed(name.value);
  void check();
});
