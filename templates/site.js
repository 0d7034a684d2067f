// The pages work without this module. It puts the focus where it is wanted, and keeps the account of an edition up to date.

document.querySelector("[data-error-summary]")?.focus();

const progress = document.querySelector("[data-account]");
if (progress) watch(progress);

/** Asks again only when the answer has come, and the later the longer an answer takes: an edition can be for a million people. */
async function watch(place) {
  let quarter = Number(place.dataset.quarter);
  for (let wait = 1000; ; ) {
    await new Promise(resolve => setTimeout(resolve, wait));
    const asked = performance.now();
    const state = await ask(place.dataset.account);
    wait = Math.max(state?.askAgain ?? 5000, (performance.now() - asked) * 10);
    if (!state) continue;
    if (["held", "stopped", "empty"].includes(state.status) && state.status !== place.dataset.state) return location.reload();
    show(place, state);
    if (state.quarter > quarter) place.querySelector("[data-announcement]").textContent = state.announcement;
    quarter = state.quarter;
    if (state.atRest) return;
  }
}

async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined; // The network is away for the moment.
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
  const bar = place.querySelector("progress");
  bar.max = Math.max(1, state.account.audience);
  if (state.done === undefined) bar.removeAttribute("value");
  else bar.value = state.done;
}
