/* What every page gains with JavaScript; nothing here is needed to use the portal. */

/** Close open menus with Escape and when something outside is used. */
function closeMenus() {
  const menus = document.querySelectorAll(".navigation__fold, .language-switch");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

/** Take people to what went wrong with their form. */
function showErrors() {
  document.querySelector("[data-focus]")?.focus();
}

/** Offer printing where a browser can. */
function offerPrint() {
  for (const place of document.querySelectorAll("[data-print]")) {
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => window.print());
  }
}

/** How long a text is, counted as the server does: words, or characters (an emoji is one). */
function lengthOf(text, unit) {
  const clean = text.trim();
  if (unit === "words") return clean ? clean.split(/\s+/).length : 0;
  return [...clean].length;
}

/** Say how much of a long text's limit is used; screen readers hear it after a pause. */
function countTexts() {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  for (const text of document.querySelectorAll("textarea[maxlength], textarea[data-limit]")) {
    const limit = document.getElementById(`${text.id}_limit`);
    if (!limit) continue;
    const most = Number(text.dataset.limit || text.maxLength);
    const rest = document.createElement("span");
    const heard = document.createElement("span");
    rest.className = "tabular";
    heard.className = "kern-sr-only";
    heard.setAttribute("role", "status");
    limit.append(" ", rest);
    limit.after(heard);
    let pause = 0;
    const show = () => {
      const used = lengthOf(text.value, text.dataset.limitUnit);
      rest.textContent = `(${number.format(used)} / ${number.format(most)})`;
      limit.toggleAttribute("data-over", used > most);
      return used;
    };
    text.addEventListener("input", () => {
      const used = show();
      clearTimeout(pause);
      // Only near the end: nobody wants to hear numbers while there is room.
      pause = setTimeout(() => { heard.textContent = used >= most * 0.9 ? limit.textContent : ""; }, 1500);
    });
    show();
  }
}

closeMenus();
showErrors();
offerPrint();
countTexts();
