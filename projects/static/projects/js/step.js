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

const GROUPED = /^\d{1,3}(\.\d{3})+$/;

/** A number as people type it: `1.550,50`, `12.5`, `-3`; a dot before three digits parts thousands. */
function numberOf(text) {
  let clean = text.replace(/[\s€]/g, "").replace("\u2212", "-");
  const sign = clean.startsWith("-") ? -1 : 1;
  if (sign < 0) clean = clean.slice(1);
  let [whole, rest, ...more] = clean.split(",");
  if (more.length) return NaN;
  if (rest === undefined && whole.includes(".") && !GROUPED.test(whole)) [whole, rest, ...more] = whole.split(".");
  if (GROUPED.test(whole)) whole = whole.replaceAll(".", "");
  if (more.length || !/^\d+$/.test(whole) || !/^\d*$/.test(rest ?? "")) return NaN;
  return sign * Number(`${whole}.${rest || 0}`);
}

/** A day as a number that grows with time: `2027-06-01`, `1.6.2027`, `1.6.27`; NaN for no day. */
function dayOf(text) {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(text);
  if (!iso && !german) return NaN;
  let [year, month, day] = (iso ? iso.slice(1) : german.slice(1).reverse()).map(Number);
  if (year < 100) year += year < 69 ? 2000 : 1900;
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? made.getTime() : NaN;
}

/** Whether a value is at least (1) or at most (-1) a bound: two days or two numbers. */
function reaches(value, bound, sign) {
  if (value === undefined || bound === undefined) return false;
  const days = [dayOf(value), dayOf(bound)];
  if (days.every((day) => !Number.isNaN(day))) return (days[0] - days[1]) * sign >= 0;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(bound)) return false;
  return (numberOf(value) - Number(bound)) * sign >= 0;
}

function fits(condition) {
  const found = valuesOf(condition.question);
  const wanted = condition.values;
  switch (condition.operator) {
    case "is": return found.some((value) => wanted.includes(value));
    case "is_not": return found.length > 0 && !found.some((value) => wanted.includes(value));
    case "filled": return found.length > 0;
    case "empty": return found.length === 0;
    case "at_least": return reaches(found[0], wanted[0], 1);
    case "at_most": return reaches(found[0], wanted[0], -1);
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

function say(text, link = "", href = location.href) {
  const place = document.querySelector("[data-saved]");
  if (!place) return;
  place.textContent = text;
  place.removeAttribute("data-refused");
  if (!link) return;
  // In a window of its own: what stands on this page must stay.
  const way = document.createElement("a");
  Object.assign(way, { href, target: "_blank", rel: "noopener", textContent: link });
  place.append(" ", way);
}

/** What to say when the server refuses: the text stands on the page and is tried again. */
function sayRefused(response) {
  const words = form.dataset;
  if (response?.type === "opaqueredirect") say(words.signedOut, words.signIn);
  else if ([403, 404, 409].includes(response?.status)) say(words.refused, words.lookAgain);
  else if (response?.status === 413) say(words.tooLarge);
  else if (response?.status === 429) say(words.tooOften);
  else say(words.failed || "");
  document.querySelector("[data-saved]")?.setAttribute("data-refused", "");
}

/** After signing in again in another window the page's token is old: take the new one. */
async function renewToken() {
  const page = await fetch(location.href, { redirect: "manual" });
  if (!page.ok) return page;
  const made = new DOMParser().parseFromString(await page.text(), "text/html");
  const fresh = made.querySelector("form[data-step] input[name=csrfmiddlewaretoken]");
  if (fresh) form.querySelector("input[name=csrfmiddlewaretoken]").value = fresh.value;
  return page;
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

/** The form changed while this page was open: what it still asks is saved, the rest stays here. */
function takeOutdated(answer) {
  take(answer);
  setDirty(true);
  say(answer.refused, form.dataset.lookAgain, form.dataset.tasks);
  document.querySelector("[data-saved]")?.setAttribute("data-refused", "");
}

function replaceFiles(area, html) {
  const old = area.querySelector(".question-files");
  if (!old) return;
  const made = document.createElement("div");
  made.innerHTML = html;
  const fresh = made.querySelector(".question-files");
  old.replaceWith(fresh);
  globalThis.htmx?.process(fresh);
}

function body(withFiles) {
  const data = new FormData(form);
  if (!withFiles) for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
  return data;
}

const post = (options) =>
  fetch(form.action || location.href, {
    method: "POST",
    body: body(options.files),
    headers: { "X-Autosave": "1" },
    keepalive: Boolean(options.leaving),
    redirect: "manual",
  });

/** Save everything that stands on the page; one request after the other, so none overtakes. */
function save(options = {}) {
  clearTimeout(waiting);
  if (!dirty && !options.files) return running;
  dirty = false;
  running = running.then(async () => {
    let response;
    try {
      response = await post(options);
      if (response.status === 403) {
        const page = await renewToken();
        response = page.ok ? await post(options) : page;
      }
      if (response.status === 409 && response.headers.get("Content-Type")?.includes("json")) return takeOutdated(await response.json());
      if (!response.ok) throw new Error(String(response.status));
      take(await response.json());
      setDirty(dirty);
    } catch {
      setDirty(true);
      sayRefused(response);
      waiting = setTimeout(save, response?.status === 429 ? PAUSE * 50 : PAUSE * 5);
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
    else if (request.status === 409 && request.responseText.startsWith("{")) takeOutdated(JSON.parse(request.responseText));
    else if ([413, 429].includes(request.status)) sayRefused({ status: request.status });
    else form.requestSubmit(form.querySelector("[value=upload]"));
  });
  request.addEventListener("error", () => sayRefused());
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
  window.addEventListener("beforeunload", (event) => {
    if (form.hasAttribute("data-unsaved")) event.preventDefault();
  });
  form.addEventListener("submit", () => { clearTimeout(waiting); setDirty(false); });
  showQuestions();
  showSums();
}
