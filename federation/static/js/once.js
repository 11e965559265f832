// A form that is on its way is not sent a second time: the first answer may hold what lets somebody in.
const on = new WeakSet();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-once]')) return;
  if (on.has(form)) {
    event.preventDefault();
    return;
  }
  on.add(form);
  form.querySelector('button')?.setAttribute('aria-busy', 'true');
});

// Whoever comes back finds the page as it was left, and may press again.
window.addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  for (const form of document.querySelectorAll('[data-once]')) {
    on.delete(form);
    form.querySelector('button')?.removeAttribute('aria-busy');
  }
});
