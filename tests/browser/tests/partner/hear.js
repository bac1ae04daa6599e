// All that the partner's page hears, whichever way it comes.
globalThis.heard = [];
addEventListener('message', ({ data }) => heard.push({ by: 'window', data }));
addEventListener('kaimen-share', ({ detail }) => heard.push({ by: 'event', data: detail }), true);
const { set } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
Object.defineProperty(MessagePort.prototype, 'onmessage', {
  set(listener) {
    set.call(this, (event) => {
      heard.push({ by: 'port', data: event.data });
      listener(event);
    });
  },
});
