// The pages work without this module. It focuses the error summary, updates an edition's figures,
// and saves drafts.

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
  // The first is the edition's own. Others are those of its corrections.
  const tag = document.querySelector("[data-status]");
  tag.className = state.tagClass;
  tag.textContent = state.statusText;
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

// One checkbox for all that a form's buttons act on. Without this module, each has its own alone.
for (const label of document.querySelectorAll("[data-select-all]")) {
  const all = label.querySelector("input");
  const boxes = [...all.form.elements].filter(each => each.type === "checkbox" && each !== all);
  label.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes)
    box.addEventListener("change", () => {
      all.checked = boxes.every(each => each.checked);
      all.indeterminate = !all.checked && boxes.some(each => each.checked);
    });
}

const draft = document.querySelector("form[data-autosave]");
if (draft) autosave(draft);

/** Saves a draft a while after its last change: one save at a time, and never as ready. */
function autosave(form) {
  const line = form.querySelector("[data-saved]");
  const contents = () => {
    const data = new URLSearchParams(new FormData(form));
    for (const name of ["id", "version"]) data.delete(name);
    return data;
  };
  let saved = contents().toString();
  let savedAt = 0;
  let timer;
  let underWay;
  let isPasted = false;
  let isOver = false;
  const save = async () => {
    const now = contents();
    if (isOver || !now.get("body") || now.toString() === saved) return;
    if (isPasted && form.querySelector("[name=format]:enabled")) {
      line.textContent = "Not saved yet: choose where the text comes from, or save the draft.";
      return;
    }
    const body = new URLSearchParams(new FormData(form));
    body.set("status", "draft");
    const answer = await post(form.action, body);
    line.textContent = answer.says;
    isOver = answer.kind === "conflict";
    if (answer.kind !== "saved") return;
    saved = now.toString();
    savedAt = Date.now();
    form.action = answer.address;
    const hidden = form.querySelector("[name=version], [name=id]");
    hidden.name = "version";
    hidden.value = answer.version;
    // A stored entry keeps its format.
    for (const choice of form.querySelectorAll("[name=format]")) choice.disabled = true;
  };
  const soon = () => {
    clearTimeout(timer);
    const waitMs = Math.max(3_000, savedAt + 20_000 - Date.now());
    timer = setTimeout(() => {
      if (underWay) return soon();
      underWay = save().finally(() => {
        underWay = undefined;
      });
    }, waitMs);
  };
  form.addEventListener("input", soon);
  form.addEventListener("paste", () => {
    isPasted = true;
  });
  form.addEventListener("change", event => {
    if (event.target.name === "format") isPasted = false;
  });
  // A button waits for the save that is under way: the version would be another.
  form.addEventListener("submit", async event => {
    clearTimeout(timer);
    if (!underWay) return;
    const { submitter } = event;
    event.preventDefault();
    await underWay;
    // A form cannot be submitted while its submit event is under way.
    setTimeout(() => form.requestSubmit(submitter));
  });
}

async function post(address, body) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    if (answer.headers.get("Content-Type")?.startsWith("application/json"))
      return await answer.json();
    const says = "Not saved. If you were signed out, sign in in a new tab, then go on here.";
    return { kind: "refused", says };
  } catch {
    return { kind: "unreachable", says: "Not saved: we could not reach the site." };
  }
}
