/* The spam check of public forms: computed in the browser, no picture puzzles, no foreign server. */

import "../../frontend/vendor/altcha/altcha.min.js";

const SOONEST_MS = 3200;
const workers = new URL("../../frontend/vendor/altcha/workers/", import.meta.url);
const words = JSON.parse(document.getElementById("spam-check-words")?.textContent ?? "{}");
const language = document.documentElement.lang || "de";

for (const kind of ["256", "384", "512"]) {
  globalThis.$altcha.algorithms.set(`PBKDF2/SHA-${kind}`, () => new Worker(new URL("pbkdf2.js", workers)));
}
globalThis.$altcha.i18n.set(language, { ...globalThis.$altcha.i18n.get("en"), ...words });

/* The server sends back what comes sooner than a person can read: the check lasts until then. */
const shownAt = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
document.addEventListener(
  "submit",
  (event) => {
    const widget = event.target.querySelector("altcha-widget");
    widget?.configure?.({ minDuration: Math.max(500, SOONEST_MS - (performance.now() - shownAt)) });
  },
  true,
);
