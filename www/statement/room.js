// Where statements are read: handed to the app's frame before the seal, with its module, for who has one. It reads files
// that the applicant chose, a slice between two frames, and tells the app what it knows; nothing of it is ever written.

const SLICE_MS = 8; // of every frame's 16
const ROWS = 100; // between two looks at the clock
const CHUNK = 1 << 20; // bytes that are decoded at once
const MOST_BYTES = 64 << 20;
const SHOWN = 20;

/** Opens the room. `room(hear)` gives `ask(kind, first, second)`; what it hears is the whole of what is known. */
export async function open(glue, wasm) {
  await glue.default({ module_or_path: wasm });
  const all = new glue.Statements();
  const files = []; // { name, file, statement, refused, columns, isCard, days }
  let currency = '';
  let reading = null; // { name, share }
  let shown = null; // { kind, count }
  let turn = 0; // what was begun in an earlier turn is no longer wanted
  let hear = () => {};

  // The number of a file among those that were read.
  const numberOf = (one) => files.slice(0, files.indexOf(one)).filter((other) => other.statement).length;

  function tell() {
    const whole = JSON.parse(all.whole());
    const about = ({ name, statement, refused, isCard }) => ({ name, statement, refused, isCard });
    const { kind = '', count = 0 } = shown ?? {};
    const entries = { kind, entries: JSON.parse(all.entries(kind, count)) };
    hear({ files: files.map(about), whole, kinds: JSON.parse(all.kinds()), shown: entries, reading });
  }

  function progress(name, share) {
    reading = { name, percent: Math.floor(share * 100) };
    hear({ reading });
  }

  async function read(one, mine) {
    progress(one.name, 0);
    try {
      if (one.file.size > MOST_BYTES) throw told('file-too-large');
      const bytes = new Uint8Array(await one.file.arrayBuffer());
      const encoding = glue.encodingOf(bytes.subarray(0, 16 * CHUNK));
      const source = encoding === '' ? bytes : await decoded(bytes, encoding, mine);
      if (turn !== mine) return;
      if (encoding === '') all.beginBytes(source, currency, one.columns, one.isCard, one.days);
      else all.beginText(source, currency, one.columns, one.isCard, one.days);
      for (let share = 0; share < 1;) {
        const end = performance.now() + SLICE_MS;
        while (share < 1 && performance.now() < end) share = all.advance(ROWS);
        progress(one.name, share);
        await pause();
        if (turn !== mine) return;
      }
      one.statement = JSON.parse(all.keep(numberOf(one)));
      one.refused = null;
    } catch (error) {
      one.refused = problems(error);
    }
  }

  async function decoded(bytes, encoding, mine) {
    const decoder = new TextDecoder(encoding);
    const parts = [];
    for (let at = 0; at < bytes.length && turn === mine; at += CHUNK) {
      parts.push(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
      await pause();
    }
    return parts.concat(decoder.decode()).join('');
  }

  async function readAll(some) {
    const mine = ++turn;
    for (const one of some) {
      await read(one, mine);
      if (turn !== mine) return;
    }
    reading = null;
    tell();
  }

  const unread = () => files.filter((one) => !one.statement && !one.refused);

  function remove(one) {
    if (one.statement) all.remove(numberOf(one));
    files.splice(files.indexOf(one), 1);
  }

  // One that was refused has no statement that it could take the place of.
  const again = (one) => readAll([one, ...unread().filter((other) => other !== one)]);

  const asks = {
    __proto__: null,
    // The files that stand in the page's own field.
    open(of) {
      currency = of;
      const field = document.getElementById('statement-files');
      for (const file of field?.files ?? []) files.push({ name: file.name, file, isCard: false });
      if (field) field.value = '';
      readAll(unread());
    },
    // Another time, with its columns named, as a card's, or with its days read another way.
    columns(at, columns) {
      files[at].columns = columns;
      again(files[at]);
    },
    card(at, isCard) {
      files[at].isCard = isCard === 'true';
      again(files[at]);
    },
    days(at, order) {
      files[at].days = order;
      again(files[at]);
    },
    stop() {
      turn += 1;
      unread().forEach(remove);
      reading = null;
      tell();
    },
    remove(at) {
      turn += 1;
      remove(files[at]);
      readAll(unread());
    },
    correct(at, kind) {
      all.correct(Number(at), kind);
      tell();
    },
    show(kind, count) {
      shown = kind ? { kind, count: Number(count) || SHOWN } : null;
      tell();
    },
    forget() {
      turn += 1;
      while (files.length) remove(files[0]);
      shown = reading = null;
    },
  };

  return (listener) => {
    hear = listener;
    return (kind, first, second) => asks[kind]?.(first, second);
  };
}

// A pause in which the browser draws.
const pause = () => new Promise((resolve) => { setTimeout(resolve); });

const told = (code) => JSON.stringify([{ code, line: 1, message: '' }]);

// What the module throws is a text that says why; anything else is a fault of its own.
function problems(error) {
  try {
    return JSON.parse(error);
  } catch {
    return JSON.parse(told(error?.name === 'NotReadableError' ? 'file-not-readable' : 'reader-stopped'));
  }
}
