"use strict";
// keeps the last seen week on this device where its owner wants that, or has installed the page
(() => {
  const home = document.documentElement.dataset.home;
  if (!home || !("serviceWorker" in navigator)) return;
  const key = `keep ${home}`;
  const installed = matchMedia("(display-mode: standalone)").matches;
  const wanted = () => localStorage.getItem(key) || (installed ? "yes" : "no");
  const keep = () => navigator.serviceWorker.register(document.documentElement.dataset.worker, { scope: home });
  const forget = async () => {
    for (const each of await navigator.serviceWorker.getRegistrations()) {
      if (new URL(each.scope).pathname === home) await each.unregister();
    }
    await caches.delete(`week ${home}`);
  };
  if (wanted() === "yes") keep();
  const button = document.getElementById("keep");
  if (!button) return;
  const said = document.getElementById("kept");
  const tell = () => {
    button.textContent = wanted() === "yes" ? "Больше не хранить" : "Хранить последнюю неделю";
    said.textContent = wanted() === "yes"
      ? "Последняя открытая неделя хранится на этом устройстве и откроется без интернета."
      : "На этом устройстве ничего не хранится.";
    button.hidden = said.hidden = false;
  };
  button.addEventListener("click", async () => {
    const next = wanted() === "yes" ? "no" : "yes";
    localStorage.setItem(key, next);
    await (next === "yes" ? keep() : forget());
    tell();
  });
  tell();
})();
