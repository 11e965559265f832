/** The look of the platform in small: paper, ink and the one action colour, light and dark. For pages that must stand without the sites. */
export const style = `
:root { color-scheme: light dark;
  --paper: light-dark(oklch(0.962 0.004 350), oklch(0.195 0.010 350)); --sheet: light-dark(oklch(0.993 0.002 350), oklch(0.235 0.011 350));
  --ink: light-dark(oklch(0.235 0.018 350), oklch(0.935 0.006 350)); --ink-2: light-dark(oklch(0.405 0.018 350), oklch(0.790 0.010 350));
  --line: light-dark(oklch(0.872 0.008 350), oklch(0.335 0.012 350)); --link: light-dark(oklch(0.465 0.170 12), oklch(0.795 0.110 12));
  --action: light-dark(oklch(0.505 0.178 12), oklch(0.725 0.140 12)); --on-action: light-dark(oklch(0.993 0.002 350), oklch(0.195 0.040 12));
  --focus: light-dark(oklch(0.505 0.190 262), oklch(0.800 0.095 262)); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif; }
main, header { max-inline-size: 60rem; margin-inline: auto; padding-inline: clamp(1rem, 4vi, 2.5rem); }
main { padding-block: 1.5rem 4rem; }
header { padding-block: 2.5rem 0; display: flex; flex-wrap: wrap; gap: 1rem; align-items: baseline; justify-content: space-between; }
h1 { margin: 0; font: 600 clamp(1.8rem, 1.4rem + 1.6vi, 2.9rem)/1.1 ui-serif, "Iowan Old Style", Georgia, serif; text-wrap: balance; }
.note { color: var(--ink-2); font-size: 0.9375rem; }
a { color: var(--link); text-underline-offset: 0.2em; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
button { min-block-size: 2.75rem; padding-inline: 1.1rem; border: 1px solid var(--action); border-radius: 6px; background: none; color: var(--link); font: inherit; cursor: pointer; }
button:hover { background: var(--action); color: var(--on-action); }
`;

/** Of a page with one sentence: in the middle of the window, under the mark. */
export const alone = `.alone { min-block-size: 100dvb; display: grid; place-items: center; border-block-start: 3px solid var(--action); }
.alone main { max-inline-size: 34rem; padding-block: 3rem; }
.alone p { margin-block: 1rem 0; color: var(--ink-2); font-size: 1.1875rem; }
.alone .note { font-size: 0.9375rem; }
.alone h1 { font-family: ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif; font-weight: 750; letter-spacing: -0.02em; }
.mark { display: block; inline-size: 4rem; margin-block-end: 1.5rem; }
.mark circle { fill: var(--action); }
.mark path { fill: none; stroke: var(--paper); stroke-width: 3; stroke-linecap: round; }
`;
