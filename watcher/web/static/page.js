// Says whether the stream of alerts is open; everything else on the pages works without this file.
"use strict";
document.addEventListener("htmx:sseOpen", () => tell(true));
document.addEventListener("htmx:sseError", () => tell(false));

function tell(open) {
  const live = document.getElementById("live");
  if (!live) return;
  live.parentElement.classList.toggle("on", open);
  live.textContent = open ? "Live: new alerts appear on top" : "Not connected; trying again";
}
