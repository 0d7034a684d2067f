// The pages work without this module. It focuses the error summary and updates an edition's
// figures.

document.querySelector("[data-error-summary]")?.focus();

// A file that is too large need not be sent to find out.
for (const input of document.querySelectorAll("input[data-max-bytes]"))
  input.form.addEventListener("submit", event => {
    const { maxBytes } = input.dataset;
    const isTooLarge = input.files[0]?.size > Number(maxBytes);
    input.setCustomValidity(
      isTooLarge ? `Choose a file of at most ${maxBytes / 1_000_000} MB.` : "",
    );
    if (!input.reportValidity()) event.preventDefault();
  });

// Work that goes on without the page.
if (document.querySelector("[data-reload]")) setTimeout(() => location.reload(), 2000);

const progress = document.querySelector("[data-account]");
if (progress) watch(progress);

/**
 * Polls after each answer. A slow answer lengthens the wait: an edition can have a million people.
 */
async function watch(place) {
  let quarter = Number(place.dataset.quarter);
  for (let waitMs = 1000; ; ) {
    await new Promise(resolve => setTimeout(resolve, waitMs));
    const askedAt = performance.now();
    const state = await ask(place.dataset.account);
    waitMs = Math.max(state?.askAgainMs ?? 5000, (performance.now() - askedAt) * 10);
    if (!state) continue;
    if (state.controls !== place.dataset.controls) return location.reload();
    show(place, state);
    if (state.quarter > quarter)
      place.querySelector("[data-announcement]").textContent = state.announcement;
    quarter = state.quarter;
    if (state.atRest) return;
  }
}

async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined; // No network: the next poll tries again.
  }
}

function show(place, state) {
  for (const tag of document.querySelectorAll("[data-status]")) {
    tag.className = state.tagClass;
    tag.textContent = state.statusText;
  }
  for (const cell of place.querySelectorAll("[data-figure]")) {
    cell.textContent = state.account[cell.dataset.figure].toLocaleString("en-GB");
  }
  place.querySelector("[data-progress-text]").textContent = state.progress;
  const correct = document.querySelector("[data-correct]");
  if (correct && state.correct) {
    correct.querySelector("button").textContent = state.correct;
    correct.hidden = false;
  }
  const bar = place.querySelector("progress");
  bar.max = Math.max(1, state.account.audience);
  if (state.done === undefined) bar.removeAttribute("value");
  else bar.value = state.done;
}

/** The time left to undo. The server's clock counts, whatever the browser's says. */
const countdown = document.querySelector("[data-countdown]");
if (countdown) {
  const ahead = Date.now() - Date.parse(countdown.dataset.now);
  const until = Date.parse(countdown.dataset.countdown) + ahead;
  const show = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left < 0) return location.reload();
    const seconds = String(left % 60).padStart(2, "0");
    countdown.textContent = `${Math.floor(left / 60)}:${seconds} left.`;
    setTimeout(show, 1000);
  };
  show();
}
