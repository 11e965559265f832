// Nobody has to press what is to be pressed at once. A sample leads nowhere and stays.
const form = document.querySelector('[data-go-on]');
if (form.getAttribute('action') !== '#') form.submit();
