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

/** Say how many characters are left in a long text. */
function countCharacters() {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  for (const text of document.querySelectorAll("textarea[maxlength]")) {
    const limit = document.getElementById(`${text.id}_limit`);
    if (!limit) continue;
    const rest = document.createElement("span");
    rest.className = "tabular";
    limit.append(" ", rest);
    const show = () => { rest.textContent = `(${number.format(text.value.length)} / ${number.format(text.maxLength)})`; };
    text.addEventListener("input", show);
    show();
  }
}

closeMenus();
showErrors();
offerPrint();
countCharacters();
