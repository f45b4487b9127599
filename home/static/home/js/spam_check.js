/* The spam check of the contact form: computed in the browser, no picture puzzles, no foreign server. */

import "../../frontend/vendor/altcha/altcha.min.js";

const workers = new URL("../../frontend/vendor/altcha/workers/", import.meta.url);
const words = JSON.parse(document.getElementById("spam-check-words")?.textContent ?? "{}");
const language = document.documentElement.lang || "de";

for (const kind of ["256", "384", "512"]) {
  globalThis.$altcha.algorithms.set(`PBKDF2/SHA-${kind}`, () => new Worker(new URL("pbkdf2.js", workers)));
}
globalThis.$altcha.i18n.set(language, { ...globalThis.$altcha.i18n.get("en"), ...words });
