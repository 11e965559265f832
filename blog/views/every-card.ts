/** Ghost's cards as the sanitiser leaves them; pictures are drawn into the address, because a sample fetches nothing. */

/** A small print as an address: ground, hill and sun, in the colours given. */
export function drawnPicture(ground: string, hill: string, sun: string): string {
  const shapes = [
    `<rect width='640' height='400' fill='${ground}'/>`,
    `<circle cx='450' cy='150' r='70' fill='${sun}'/>`,
    `<path d='M0 400V280q160-110 320-20t320-30v170z' fill='${hill}'/>`,
  ];
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 640 400'>${shapes.join('')}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const dawn = drawnPicture('#f4d9d3', '#8c2f4f', '#e5a62c');
const noon = drawnPicture('#d3e7e9', '#2f6f4f', '#fff3d0');
const dusk = drawnPicture('#dedaf1', '#4a3f77', '#c8345c');

const picture = (src: string, alt: string) =>
  `<img src="${src}" class="kg-image" alt="${alt}" width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer">`;

export const everyCard = [
  '<p>A paragraph with <strong>bold</strong>, <em>slanted</em> and <code>typed</code> words and <a href="/elsewhere/">a link</a>, then a second sentence so that the line has somewhere to go.</p>',
  '<h2 id="lists">Lists</h2>',
  '<ul><li>Apples<ul><li>russets, from the old tree</li></ul></li><li>Pears</li></ul>',
  '<ol><li>Heat the stone.</li><li>Wait longer than you think.</li></ol>',
  '<blockquote>Nobody owns a street. You can only look after it.</blockquote>',
  `<figure class="kg-card kg-image-card kg-width-wide kg-card-hascaption">${picture(dawn, 'A hill in the morning.')}<figcaption>The hill at <em>half past six</em>.</figcaption></figure>`,
  `<figure class="kg-card kg-image-card">${picture(noon, 'The hill at noon.')}</figure>`,
  `<figure class="kg-card kg-gallery-card kg-width-wide kg-card-hascaption"><div class="kg-gallery-container"><div class="kg-gallery-row">${[
    dawn,
    noon,
    dusk,
  ]
    .map((src) => `<div class="kg-gallery-image">${picture(src, 'One of three hills.')}</div>`)
    .join('')}</div></div><figcaption>One hill, three times of day.</figcaption></figure>`,
  `<figure class="kg-card kg-image-card kg-width-full">${picture(dusk, 'The hill in the evening.')}</figure>`,
  '<h2 id="asides">Asides</h2>',
  ...['grey', 'white', 'blue', 'green', 'yellow', 'red', 'pink', 'purple', 'accent'].map(
    (tone) =>
      `<div class="kg-card kg-callout-card kg-callout-card-${tone}"><div class="kg-callout-emoji">☞</div><div class="kg-callout-text">A callout in <strong>${tone}</strong>, long enough to wrap on a small telephone.</div></div>`,
  ),
  '<details class="kg-card kg-toggle-card"><summary class="kg-toggle-heading"><span class="kg-toggle-heading-text">Who may come?</span></summary><div class="kg-toggle-content"><p>Whoever can carry a chair.</p><p>And whoever cannot.</p></div></details>',
  '<pre><code class="language-js">const loaves = bakes.flatMap((bake) =&gt; bake.loaves).filter((loaf) =&gt; loaf.weightGrams &lt; 900);</code></pre>',
  '<h2 id="things">Things to pick up</h2>',
  '<figure class="kg-card kg-bookmark-card kg-card-hascaption"><a class="kg-bookmark-container" href="https://example.org/" rel="external noopener"><div class="kg-bookmark-content"><div class="kg-bookmark-title">How a community oven is run</div><div class="kg-bookmark-description">Forty years of rotas, rows and rye, written down by the people who kept the fire.</div><div class="kg-bookmark-metadata"><span class="kg-bookmark-author">The oven book</span><span class="kg-bookmark-publisher">Fern</span></div></div></a><figcaption>Worth an evening.</figcaption></figure>',
  '<div class="kg-card kg-button-card kg-align-center"><a href="/join/" class="kg-btn kg-btn-accent">Join us</a></div>',
  `<div class="kg-card kg-product-card"><div class="kg-product-card-container"><img src="${dawn}" class="kg-product-card-image" alt="" width="640" height="400" loading="lazy"><div class="kg-product-card-title-container"><p class="kg-product-card-title">Rose jelly</p></div><div class="kg-product-card-description"><p>From the hedge behind the hall; sharp, not sweet.</p></div><a href="https://example.org/jelly" class="kg-product-card-button kg-product-card-btn-accent" rel="external noopener">See the jar</a></div></div>`,
  '<div class="kg-card kg-file-card"><a class="kg-file-card-container" href="/files/list.pdf" download=""><div class="kg-file-card-contents"><div class="kg-file-card-title">Price list</div><div class="kg-file-card-caption">What everything costs this winter.</div><div class="kg-file-card-metadata"><div class="kg-file-card-filename">list.pdf</div><div class="kg-file-card-filesize">82 KB</div></div></div></a></div>',
  '<figure class="kg-card kg-embed-card"><a href="https://www.youtube.com/watch?v=abc" rel="external noopener" class="embed-link">Open on youtube.com</a></figure>',
  '<div class="kg-card kg-audio-card"><div class="kg-audio-player-container"><a href="https://example.org/heron.mp3" rel="external noopener" class="embed-link">Listen to the recording</a><div class="kg-audio-title">The heron at lock six</div></div></div>',
  '<table><caption>Where it came from</caption><thead><tr><th scope="col">From</th><th scope="col">Amount</th></tr></thead><tbody><tr><td>Shares</td><td>£6,180</td></tr><tr><td>Raffles</td><td>£2,044</td></tr></tbody></table>',
  '<div class="kg-card kg-header-card kg-width-full kg-size-small kg-style-dark"><h2 class="kg-header-card-header" id="head">Saturday at ten</h2><h3 class="kg-header-card-subheader" id="sub">Bring a chair</h3><a href="/join/" class="kg-header-card-button">Say that you come</a></div>',
  '<hr>',
  '<p>The end.</p>',
].join('\n');
