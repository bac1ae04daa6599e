// Tries every way by which a document's own code can reach a server. Called with the server's address; each route asks
// for its own name there, so that what was heard tells which of them got through.
const [server, done] = arguments;

const put = (name, properties, into = document.body) =>
  into.append(Object.assign(document.createElement(name), properties));
const style = (text) => put('style', { textContent: text }, document.head);
const worker = (url) => {
  const source = `fetch('${url}', { mode: 'no-cors' })`;
  return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
};

const routes = {
  'fetch': (url) => fetch(url, { mode: 'no-cors' }),
  'fetch-kept-alive': (url) => fetch(url, { mode: 'no-cors', method: 'POST', keepalive: true, body: 'x' }),
  'xhr': (url) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.send();
  },
  'beacon': (url) => navigator.sendBeacon(url, 'x'),
  'websocket': (url) => new WebSocket(url.replace('http:', 'ws:')),
  'event-source': (url) => new EventSource(url),
  'worker': (url) => new Worker(worker(url)),
  'shared-worker': (url) => new SharedWorker(worker(url)),
  'image': (url) => { new Image().src = url; },
  'image-set': (url) => put('img', { srcset: `${url} 1x` }),
  'image-in-svg': (url) => {
    const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
    image.setAttribute('href', url);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.append(image);
    document.body.append(svg);
  },
  'image-button': (url) => put('input', { type: 'image', src: url }),
  'video': (url) => put('video', { src: url, preload: 'auto' }),
  'poster': (url) => put('video', { poster: url }),
  'audio': (url) => put('audio', { src: url, preload: 'auto' }),
  'object': (url) => put('object', { data: url }),
  'embed': (url) => put('embed', { src: url }),
  'frame': (url) => put('iframe', { src: url }),
  'script': (url) => put('script', { src: url }, document.head),
  'module': (url) => put('script', { type: 'module', src: url }, document.head),
  'import': (url) => import(url),
  'stylesheet': (url) => put('link', { rel: 'stylesheet', href: url }, document.head),
  'style-import': (url) => style(`@import url(${url});`),
  'style-url': (url) => style(`body { background: url(${url}) }`),
  'constructed-sheet-url': (url) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`html { background: url(${url}) }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  },
  'style-by-script': (url) => { document.body.style.listStyleImage = `url(${url})`; put('li', {}); },
  'font': (url) => new FontFace('a-font', `url(${url})`).load(),
  'prefetch': (url) => put('link', { rel: 'prefetch', href: url }, document.head),
  'preload': (url) => put('link', { rel: 'preload', as: 'image', href: url }, document.head),
  'module-preload': (url) => put('link', { rel: 'modulepreload', href: url }, document.head),
  'ping': (url) => {
    const link = Object.assign(document.createElement('a'), { href: '#here', ping: url });
    document.body.append(link);
    link.click();
  },
};

(async () => {
  for (const [name, take] of Object.entries(routes)) {
    try {
      Promise.resolve(take(server + name)).catch(() => {});
    } catch {
      // Refused at once: what counts is what the server hears.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 2000));
  done(Object.keys(routes));
})();
