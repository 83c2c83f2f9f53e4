"use strict";
// answers from the network; where there is none, with the last week that was seen
const home = new URL(registration.scope).pathname;
const store = `week ${home}`;
const page = "/kept-week";
const moment = new Intl.DateTimeFormat("ru", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
const isWeek = (path) => path === home || /^\/\d{4}-\d\d-\d\d$/.test(path.slice(home.length));
const ours = (path) => path === home || path.startsWith(`${home}/`);

self.addEventListener("install", () => self.skipWaiting());
const seen = async (answer) => {
  const cache = await caches.open(store);
  const text = await answer.text();
  const [, style] = /<link rel="stylesheet" href="([^"]+)"/.exec(text) || [];
  if (style) await cache.add(style);
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Kept": String(Date.now()) };
  for (const name of ["Content-Security-Policy", "Referrer-Policy"]) headers[name] = answer.headers.get(name) || "";
  await cache.put(page, new Response(text, { headers }));
};

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  await self.clients.claim();
  const answer = await fetch(home);
  if (answer.ok) await seen(answer);
})()));

const kept = async () => {
  const found = await (await caches.open(store)).match(page);
  if (!found) return Response.error();
  const when = moment.format(new Date(Number(found.headers.get("X-Kept"))));
  const said = `<p class="offline" role="status">Нет связи. Показана неделя, сохранённая ${when}.</p>`;
  const text = (await found.text()).replace("<!--offline-->", said);
  return new Response(text, { headers: found.headers });
};

const asked = async (event, path) => {
  let answer;
  try {
    answer = await fetch(event.request);
  } catch {
    return kept();
  }
  if (answer.status === 404 && path === home) await caches.delete(store);
  if (answer.ok && isWeek(path)) event.waitUntil(seen(answer.clone()));
  return answer;
};

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (address.origin !== location.origin || event.request.method !== "GET") return;
  if (ours(address.pathname) && event.request.mode === "navigate") {
    event.respondWith(asked(event, address.pathname));
  } else if (address.pathname.startsWith("/static/")) {
    event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
  }
});
