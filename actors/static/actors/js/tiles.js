/* A street map from a tile server, asked for by a click; without the click nothing is fetched. */

/** The places of the page that have coordinates. */
function places() {
  return [...document.querySelectorAll("[data-latitude]")].map((item) => ({
    at: [Number(item.dataset.latitude), Number(item.dataset.longitude)],
    name: item.dataset.name,
    url: item.querySelector("a")?.href,
  }));
}

/** Load the style sheet and the script of Leaflet from our own server. */
function loadLeaflet(box) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = box.dataset.leafletCss;
  const script = document.createElement("script");
  script.src = box.dataset.leaflet;
  const loaded = [sheet, script].map((part) => new Promise((done, failed) => {
    part.addEventListener("load", done);
    part.addEventListener("error", failed);
  }));
  document.head.append(sheet, script);
  return Promise.all(loaded);
}

/** The text of a marker: a link made of nodes, so that no name is read as markup. */
function label(place) {
  const link = document.createElement(place.url ? "a" : "span");
  if (place.url) link.href = place.url;
  link.textContent = place.name;
  return link;
}

/** Draw the map and put every place on it. */
function draw(box) {
  const { L } = window;
  const canvas = box.querySelector(".map__canvas");
  canvas.hidden = false;
  const map = L.map(canvas);
  L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution }).addTo(map);
  const dots = places().map((place) =>
    L.circleMarker(place.at, { radius: 10, color: "#aa1d2c" }).bindPopup(() => label(place)));
  const group = L.featureGroup(dots).addTo(map);
  map.fitBounds(group.getBounds(), { maxZoom: 16, padding: [24, 24] });
}

for (const box of document.querySelectorAll("[data-tiles]")) {
  if (!places().length) continue;
  box.hidden = false;
  const button = box.querySelector("button");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await loadLeaflet(box);
      button.hidden = true;
      draw(box);
    } catch {
      button.disabled = false;
    }
  });
}
