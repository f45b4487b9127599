/* Wagtail saves an editor by itself a moment after a change. Whoever presses a button while that goes on
   would make a new page twice, and read that its address is taken: the button waits for the end of it. */

const LONGEST_MS = 10000;
let isSaving = false;
let isSent = false;
let held = null;

function letGo() {
  isSaving = false;
  if (!held) return;
  const { form, button, timer } = held;
  held = null;
  clearTimeout(timer);
  if (button?.name) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: button.name, value: button.value });
    form.append(field);
  }
  form.requestSubmit();
}

document.addEventListener("w-autosave:save", (event) => {
  if (isSent) event.preventDefault();
  else isSaving = true;
});
for (const end of ["success", "error", "deactivated"]) {
  document.addEventListener(`w-autosave:${end}`, letGo);
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-controller~='w-autosave']")) return;
    if (!isSaving) {
      isSent = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    held ??= { form, button: event.submitter, timer: setTimeout(letGo, LONGEST_MS) };
  },
  true,
);
