globalThis.live ??= [];
for (const name of ['Worker', 'SharedWorker', 'WebSocket', 'WebTransport', 'EventSource', 'BroadcastChannel', 'RTCPeerConnection', 'RTCDataChannel']) {
  if (!globalThis[name]) continue;
  globalThis[name] = new Proxy(globalThis[name], {
    construct(made, with_) {
      globalThis.live.push(name);
      return Reflect.construct(made, with_);
    },
  });
}
