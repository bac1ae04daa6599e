globalThis.heard = [];
globalThis.tried = { door: 0, hello: 0 };
addEventListener('message', ({ data }) => heard.push(data));

const rogue = document.createElement('iframe');
document.body.append(rogue);
const greet = rogue.contentWindow.Function('guard', 'port', "guard.postMessage({ kind: 'kaimen-hello' }, '*', [port])");

setInterval(() => {
  const guard = document.querySelector('kaimen-checker')?.shadowRoot?.querySelector('iframe')?.contentWindow;
  if (guard?.length) {
    guard[0].postMessage({ boot: "export const open = () => top.postMessage('captured', '*')" }, '*');
    tried.door += 1;
  }
  if (guard) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => heard.push(data);
    greet(guard, port2);
    tried.hello += 1;
  }
}, 5);
