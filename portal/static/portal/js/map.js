/* Maps of the body: nothing is asked of a tile server before somebody presses the button. */

/** Load a script or style sheet of our own once. */
function load(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve, { once: true });
    element.addEventListener("error", reject, { once: true });
    document.head.append(element);
  });
}

async function leaflet(box) {
  if (window.L) return window.L;
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.leafletCss });
  const script = Object.assign(document.createElement("script"), { src: box.dataset.leaflet });
  await Promise.all([load(sheet), load(script)]);
  return window.L;
}

/** Draw the places of a box on tiles; the list below stays the full alternative. */
async function draw(box, canvas) {
  const L = await leaflet(box);
  const map = L.map(canvas, { scrollWheelZoom: false });
  L.tileLayer(box.dataset.tilesUrl, { attribution: box.dataset.attribution, maxZoom: 19 }).addTo(map);
  const points = [];
  for (const place of box.querySelectorAll("[data-latitude]")) {
    const point = [Number(place.dataset.latitude), Number(place.dataset.longitude)];
    const words = document.createElement("span");
    words.textContent = place.textContent.trim();
    L.circleMarker(point, { radius: 10, weight: 3, className: "map__pin" }).bindPopup(words).addTo(map);
    points.push(point);
  }
  map.fitBounds(points, { padding: [40, 40], maxZoom: 16 });
}

for (const box of document.querySelectorAll("[data-map]")) {
  const ask = box.querySelector("[data-map-ask]");
  const canvas = box.querySelector("[data-map-canvas]");
  if (!box.querySelector("[data-latitude]")) continue;
  ask.hidden = false;
  ask.querySelector("[data-map-load]").addEventListener("click", async () => {
    canvas.hidden = false;
    try {
      await draw(box, canvas);
      ask.hidden = true;
    } catch {
      canvas.hidden = true;
    }
  });
}
