import { createSignal } from 'solid-js';

const [now, setNow] = createSignal(Date.now());
setInterval(() => {
  if (!document.hidden) setNow(Date.now());
}, 15_000);

/** The time that all relative times of the page are counted from; one timer for the whole tab. */
export { now };
