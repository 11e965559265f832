/** The page that people visit for what a frame would have played. */
export function pageBehindFrame(url: URL): URL {
  const video = /^\/embed\/([\w-]+)$/.exec(url.pathname)?.[1];
  const host = url.hostname.replace(/^www\./, '');
  if (video && ['youtube.com', 'youtube-nocookie.com'].includes(host)) {
    return new URL(`https://www.youtube.com/watch?v=${video}`);
  }
  const film = /^\/video\/(\d+)/.exec(url.pathname)?.[1];
  if (film && host === 'player.vimeo.com') return new URL(`https://vimeo.com/${film}`);
  return url;
}

export function nameOfHost(url: URL): string {
  return url.hostname.replace(/^(www|player|m)\./, '');
}
