/** Everything a text may hold, as the renderer writes it; pictures are drawn into the address, because a sample fetches nothing. */

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

export const everyCard = [
  '<p>A paragraph with <strong>bold</strong>, <em>slanted</em>, <s>struck</s>, <mark>marked</mark> and <code>typed</code> words, H<sub>2</sub>O, and <a href="/elsewhere/">a link</a>, then a second sentence so that the line has somewhere to go.<sup class="note-ref"><a href="#note-1" id="note-ref-1" role="doc-noteref">1</a></sup></p>',
  '<h2 id="lists">Lists</h2>',
  '<ul><li>Apples<ul><li>russets, from the old tree</li></ul></li><li>Pears</li></ul>',
  '<ol><li>Heat the stone.</li><li>Wait longer than you think.</li></ol>',
  '<blockquote><p>Nobody owns a street. You can only look after it.</p></blockquote>',
  '<blockquote class="pull"><p>A lamp is lit for whoever was not sure whether to come.</p></blockquote>',
  `<figure class="picture wide"><img src="${dawn}" alt="A hill in the morning." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"><figcaption>The hill at <em>half past six</em>.</figcaption></figure>`,
  `<figure class="picture"><img src="${noon}" alt="The hill at noon." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"></figure>`,
  `<figure class="gallery wide"><div class="gallery-pictures" data-count="3"><img src="${dawn}" alt="One of three hills." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"><img src="${noon}" alt="One of three hills." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"><img src="${dusk}" alt="One of three hills." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"></div><figcaption>One hill, three times of day.</figcaption></figure>`,
  `<figure class="gallery"><div class="gallery-pictures" data-count="5"><img src="${dawn}" alt="One of three hills." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"><img src="${noon}" alt="One of three hills." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"><img src="${dusk}" alt="One of three hills." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"><img src="${noon}" alt="One of three hills." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"><img src="${dawn}" alt="One of three hills." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"></div><figcaption>And once more, five times.</figcaption></figure>`,
  `<figure class="picture full"><img src="${dusk}" alt="The hill in the evening." width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"><figcaption>As wide as there is.</figcaption></figure>`,
  '<h2 id="asides">Asides</h2>',
  '<div class="callout grey" role="note"><span class="callout-sign" aria-hidden="true">☞</span><div class="callout-words"><p>A callout in <strong>grey</strong>, long enough to wrap on a small telephone.</p></div></div>',
  '<div class="callout white" role="note"><span class="callout-sign" aria-hidden="true">☞</span><div class="callout-words"><p>A callout in <strong>white</strong>, long enough to wrap on a small telephone.</p></div></div>',
  '<div class="callout blue" role="note"><span class="callout-sign" aria-hidden="true">☞</span><div class="callout-words"><p>A callout in <strong>blue</strong>, long enough to wrap on a small telephone.</p></div></div>',
  '<div class="callout green" role="note"><span class="callout-sign" aria-hidden="true">☞</span><div class="callout-words"><p>A callout in <strong>green</strong>, long enough to wrap on a small telephone.</p></div></div>',
  '<div class="callout yellow" role="note"><span class="callout-sign" aria-hidden="true">☞</span><div class="callout-words"><p>A callout in <strong>yellow</strong>, long enough to wrap on a small telephone.</p></div></div>',
  '<div class="callout red" role="note"><span class="callout-sign" aria-hidden="true">☞</span><div class="callout-words"><p>A callout in <strong>red</strong>, long enough to wrap on a small telephone.</p></div></div>',
  '<div class="callout pink" role="note"><span class="callout-sign" aria-hidden="true">☞</span><div class="callout-words"><p>A callout in <strong>pink</strong>, long enough to wrap on a small telephone.</p></div></div>',
  '<div class="callout purple" role="note"><span class="callout-sign" aria-hidden="true">☞</span><div class="callout-words"><p>A callout in <strong>purple</strong>, long enough to wrap on a small telephone.</p></div></div>',
  '<div class="callout accent" role="note"><span class="callout-sign" aria-hidden="true">☞</span><div class="callout-words"><p>A callout in <strong>accent</strong>, long enough to wrap on a small telephone.</p></div></div>',
  '<details class="toggle"><summary>Who may come?</summary><div class="toggle-words"><p>Whoever can carry a chair.</p><p>And whoever cannot.</p></div></details>',
  '<figure class="code"><pre><code class="language-js">const loaves = bakes.flatMap((bake) =&gt; bake.loaves).filter((loaf) =&gt; loaf.weightGrams &lt; 900);</code></pre><figcaption>How the shelf is counted.</figcaption></figure>',
  '<h2 id="things-to-pick-up">Things to pick up</h2>',
  '<figure class="link-card bookmark"><a href="https://example.org/" rel="external noopener"><span class="link-words"><strong>How a community oven is run</strong> <span class="link-about">Forty years of rotas, rows and rye, written down by the people who kept the fire.</span> <span class="link-from">Fern · The oven book</span></span></a><figcaption>Worth an evening.</figcaption></figure>',
  '<p class="press centre"><a class="button outline" href="/join/">Join us</a></p>',
  `<div class="pick"><img src="${dawn}" alt="" width="640" height="400" loading="lazy" decoding="async" referrerpolicy="no-referrer"><p class="pick-title">Rose jelly</p><p class="pick-stars" role="img" aria-label="4 of 5 stars" data-drawn="★★★★☆"></p><p>From the hedge behind the hall; sharp, not sweet.</p><a class="button outline" href="https://example.org/jelly" rel="external noopener">See the jar</a></div>`,
  '<div class="link-card file"><a href="https://example.org/list.pdf" rel="external noopener"><span class="link-words"><strong>Price list</strong> <span class="link-about">What everything costs this winter.</span> <span class="link-from">list.pdf · 82 kB</span></span></a></div>',
  '<figure class="link-card embed"><a href="https://www.youtube.com/watch?v=abc" rel="external noopener"><span class="link-words"><strong>A morning at the mill</strong> <span class="link-from">The mill · youtube.com</span></span></a></figure>',
  '<figure class="sound"><p class="sound-title">The heron at lock six</p><audio src="https://example.org/heron.mp3" controls preload="none" aria-label="The heron at lock six"></audio></figure>',
  '<figure class="sound"><p class="sound-title">The owl, recorded elsewhere</p><a class="elsewhere" href="/owl.mp3">Listen to the recording</a></figure>',
  '<div class="sideways" role="group" aria-label="Where it came from" tabindex="0"><table><caption>Where it came from</caption><thead><tr><th scope="col">From</th><th scope="col">Who gave it</th><th scope="col">In what form</th><th scope="col">Amount</th></tr></thead><tbody><tr><th scope="row">Shares</th><td>Eighty-three households</td><td>Cheques, mostly</td><td>£6,180</td></tr><tr><th scope="row">Raffles</th><td>Whoever came</td><td>Coins in a jar</td><td>£2,044</td></tr></tbody></table></div>',
  '<div class="call purple"><p class="call-label">From the hall</p><p>The hall is free on <strong>Thursday evenings</strong> from January.</p><a class="button outline" href="/hall/">Book the hall</a></div>',
  '<div class="banner full dark centre"><h2 class="banner-title" id="saturday-at-ten">Saturday at ten</h2><p class="banner-words">Bring a chair</p><a class="button outline" href="/join/">Say that you come</a></div>',
  '<hr>',
  '<p>The end.</p>',
  '<section class="notes" role="doc-endnotes" aria-label="Notes"><ol><li id="note-1">Which it took, in the end. <a href="#note-ref-1" role="doc-backlink" aria-label="Back to the text">↩</a></li></ol></section>',
].join('\n');
