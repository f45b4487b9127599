/* What a step of an application gains with JavaScript: saving while typing, questions that come
   and go, sums, uploads at once. Without it every button of the page does the same by itself. */

const PAUSE = 1200;
const form = document.querySelector("form[data-step]");
const conditions = JSON.parse(document.getElementById("step-conditions")?.textContent || "{}");
let waiting = 0;
let running = Promise.resolve();
let dirty = false;

/** Note whether something on the page is not with the server yet. */
function setDirty(value) {
  dirty = value;
  form.toggleAttribute("data-unsaved", value);
}

const part = (question) => form.querySelector(`[data-question="${CSS.escape(question)}"]`);

/** All values that a question has now, as the server compares them. */
function valuesOf(question) {
  const area = part(question);
  if (!area || area.disabled) return [];
  const controls = area.querySelectorAll("input:not([type=hidden]), select, textarea");
  return [...controls]
    .filter((control) => !["checkbox", "radio"].includes(control.type) || control.checked)
    .map((control) => (control.type === "checkbox" && control.value === "on" ? "yes" : control.value.trim()))
    .filter(Boolean);
}

const numberOf = (text) => Number.parseFloat(text.replace(/[\s.€]/g, "").replace(",", "."));

function fits(condition) {
  const found = valuesOf(condition.question);
  const wanted = condition.values;
  switch (condition.operator) {
    case "is": return found.some((value) => wanted.includes(value));
    case "is_not": return found.length > 0 && !found.some((value) => wanted.includes(value));
    case "filled": return found.length > 0;
    case "empty": return found.length === 0;
    case "at_least": return found.length > 0 && numberOf(found[0]) >= Number(wanted[0]);
    case "at_most": return found.length > 0 && numberOf(found[0]) <= Number(wanted[0]);
    default: return false;
  }
}

/** Show and hide questions that depend on an answer of this step. */
function showQuestions() {
  for (const [question, condition] of Object.entries(conditions)) {
    const area = part(question);
    if (!area) continue;
    area.disabled = area.hidden = !fits(condition);
  }
}

const cents = (text) => {
  const clean = text.replace(/[\s€]/g, "");
  const plain = clean.includes(",") ? clean.replace(/\./g, "").replace(",", ".") : clean.replace(/\.(?=\d{3}(\D|$))/g, "");
  const value = Number(plain);
  return Number.isFinite(value) ? Math.round(value * 100) : 0;
};

/** Keep the sum of a plan's lines right while somebody types. */
function showSums() {
  const money = new Intl.NumberFormat(document.documentElement.lang || "de", { style: "currency", currency: "EUR" });
  for (const plan of form.querySelectorAll("[data-plan]")) {
    const amounts = [...plan.querySelectorAll("input[name$='-amount']")].map((input) => cents(input.value));
    plan.querySelector("[data-plan-total]").textContent = money.format(amounts.reduce((sum, one) => sum + one, 0) / 100);
  }
}

function say(text) {
  const place = document.querySelector("[data-saved]");
  if (place) place.textContent = text;
}

/** Take over what the server says of every question: marks, errors, what others wrote, files. */
function take(answer) {
  say(answer.problems.length ? answer.problems.join(" ") : answer.saved);
  for (const area of form.querySelectorAll("[data-question]")) {
    const question = area.dataset.question;
    const base = area.querySelector(`input[name="b-${CSS.escape(question)}"]`);
    if (base && answer.bases[question]) base.value = answer.bases[question];
    const live = area.querySelector("[data-live-error]");
    const wrong = answer.errors[question] || [];
    live.textContent = wrong.join(" ");
    live.hidden = !wrong.length;
    if (answer.theirs[question]) area.querySelector("[data-theirs]").innerHTML = answer.theirs[question];
    if (answer.files[question]) replaceFiles(area, answer.files[question]);
  }
}

function replaceFiles(area, html) {
  const old = area.querySelector(".question-files");
  if (!old) return;
  const made = document.createElement("div");
  made.innerHTML = html;
  old.replaceWith(made.querySelector(".question-files"));
}

function body(withFiles) {
  const data = new FormData(form);
  if (!withFiles) for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
  return data;
}

/** Save everything that stands on the page; one request after the other, so none overtakes. */
function save(options = {}) {
  clearTimeout(waiting);
  if (!dirty && !options.files) return running;
  dirty = false;
  running = running.then(async () => {
    try {
      const response = await fetch(form.action || location.href, {
        method: "POST",
        body: body(options.files),
        headers: { "X-Autosave": "1" },
        keepalive: Boolean(options.leaving),
        redirect: "manual",
      });
      if (!response.ok) throw new Error(String(response.status));
      take(await response.json());
      setDirty(dirty);
    } catch {
      setDirty(true);
      say(form.dataset.failed || "");
      waiting = setTimeout(save, PAUSE * 5);
    }
  });
  return running;
}

/** Send a chosen file at once, with a bar that shows how far it is; ends with the request. */
function upload(input) {
  const progress = document.createElement("progress");
  progress.max = 100;
  progress.setAttribute("aria-label", input.getAttribute("aria-label") || "");
  input.after(progress);
  const request = new XMLHttpRequest();
  request.open("POST", form.action || location.href);
  request.setRequestHeader("X-Autosave", "1");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress.value = (event.loaded / event.total) * 100;
  });
  request.addEventListener("load", () => {
    if (request.status === 200) take(JSON.parse(request.responseText));
    else form.requestSubmit(form.querySelector("[value=upload]"));
  });
  request.addEventListener("error", () => say(form.dataset.failed || ""));
  request.send(body(true));
  return new Promise((done) => {
    request.addEventListener("loadend", () => {
      progress.remove();
      done();
    });
  });
}

function changed(event) {
  if (event.target.type === "file") return;
  setDirty(true);
  showQuestions();
  showSums();
  clearTimeout(waiting);
  waiting = setTimeout(save, PAUSE);
}

if (form) {
  form.addEventListener("input", changed);
  form.addEventListener("change", (event) => {
    if (event.target.type === "file" && event.target.files.length) running = running.then(() => upload(event.target));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ leaving: true });
  });
  form.addEventListener("submit", () => { clearTimeout(waiting); setDirty(false); });
  showQuestions();
  showSums();
}
