/* Suggestions below a search field: a combobox as the WAI-ARIA practices describe it. */

const WAIT = 180;
const SHORTEST = 2;

/** Make one search form offer suggestions; without an answer it stays a plain form. */
function suggest(form) {
  const input = form.querySelector("input[type=search]");
  const address = form.dataset.suggestUrl;
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let timer = 0;
  let request = null;
  let current = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "search__suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  status.className = "kern-sr-only";
  status.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  form.append(list, status);

  function close() {
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    const options = [...list.children];
    if (!options.length) return;
    current = (number + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === current)));
    input.setAttribute("aria-activedescendant", options[current].id);
    options[current].scrollIntoView({ block: "nearest" });
  }

  function show(answer) {
    list.replaceChildren(...answer.results.map((result, place) => {
      const option = document.createElement("li");
      const kind = document.createElement("span");
      option.id = `${list.id}-${place}`;
      option.className = "search__suggestion";
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = result.url;
      kind.className = "search__suggestion-kind";
      kind.textContent = result.kind;
      option.append(`${result.title} `, kind);
      return option;
    }));
    current = -1;
    status.textContent = answer.status;
    list.hidden = !answer.results.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    const typed = input.value.trim();
    request?.abort();
    if (typed.length < SHORTEST) return close();
    request = new AbortController();
    try {
      const response = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal: request.signal });
      if (response.ok && document.activeElement === input) show(await response.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
    return undefined;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && !list.hidden) {
      event.preventDefault();
      choose(current + 1);
    } else if (event.key === "ArrowUp" && !list.hidden) {
      event.preventDefault();
      choose(current - 1);
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      window.location.assign(list.children[current].dataset.url);
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-url]");
    event.preventDefault();
    if (option) window.location.assign(option.dataset.url);
  });
}

document.querySelectorAll("form[data-suggest-url]").forEach(suggest);
