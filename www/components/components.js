// The design system: each state of each view in a frame of its own, drawn by the checker. state.js opens one of them.

const states = await (await fetch('states.json')).json();
const look = document.getElementById('look');
const asked = new URLSearchParams(location.search);

for (const field of look.elements) {
  if (asked.has(field.name)) field.value = asked.get(field.name);
}
look.addEventListener('change', () => { location.search = new URLSearchParams(new FormData(look)); });

const { width, locale, dir } = Object.fromEntries(new FormData(look));
for (const { id, title, about, source, states: own } of states.views) {
  const heading = element('h2', { id, textContent: title });
  const where = element('code', { textContent: source });
  const frames = own.map((state) => frame(`${id}-${state.id}`, state.title));
  const row = element('div', { className: 'states' }, ...frames);
  const section = element('section', {}, heading, element('p', {}, `${about} `, where), row);
  document.getElementById('states').append(section);
  const link = element('a', { href: `#${id}`, textContent: title });
  document.getElementById('contents').append(element('li', {}, link));
}

function frame(id, title) {
  const href = `state.html?${new URLSearchParams({ state: id, locale, dir })}`;
  const picture = element('iframe', { title, loading: 'lazy', width, src: href });
  const caption = element('figcaption', {}, element('a', { href, textContent: title }));
  return element('figure', {}, caption, picture);
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
