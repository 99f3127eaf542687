/* What makes the pages quicker to use. Every page works without it. */
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const store = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* private mode */ } },
    keys: () => { try { return Object.keys(localStorage); } catch { return []; } },
  };

  /* drafts: long text survives a dropped connection; kept until the server says it was recorded */
  const DRAFT = "draft:";
  const fields = (form) => [...form.elements].filter((f) => f.name && (f.tagName === "TEXTAREA" || (f.tagName === "INPUT" && f.type === "text")));
  let sent = null;
  try { sent = sessionStorage.getItem("sent"); sessionStorage.removeItem("sent"); } catch { /* private mode */ }
  const note = (form) => {
    if (one("[data-draft-note]", form)) return;
    const line = document.createElement("p");
    line.className = "q mb-0";
    line.dataset.draftNote = "";
    line.setAttribute("role", "status");
    form.append(line);
    line.textContent = "Bản nháp đã giữ trên máy này";
  };
  const save = (form) => {
    const kept = Object.fromEntries(fields(form).filter((f) => f.value !== f.defaultValue).map((f) => [f.name, f.value]));
    const any = Object.keys(kept).length > 0;
    store.set(DRAFT + form.dataset.draft, any ? JSON.stringify(kept) : null);
    if (any) note(form); else one("[data-draft-note]", form)?.remove();
  };
  const restore = (form) => {
    let kept = null;
    try { kept = JSON.parse(store.get(DRAFT + form.dataset.draft)); } catch { /* not ours */ }
    if (!kept) return;
    for (const f of fields(form)) if (f.name in kept && f.value === f.defaultValue) f.value = kept[f.name];
    note(form);
  };
  const settleDrafts = () => {
    if (sent && one("#flash .done, [data-draft-done]")) store.set(DRAFT + sent, null);
    sent = null;
  };

  /* ticks: how many are chosen */
  const count = (form) => {
    const boxes = all("tbody .m input[type=checkbox]", form), ticked = boxes.filter((b) => b.checked).length;
    all("[data-count]", form).forEach((place) => { place.textContent = ticked; });
    const of = new Set(boxes.filter((b) => b.checked && b.dataset.of).map((b) => b.dataset.of)).size;
    all("[data-of-count]", form).forEach((place) => { place.textContent = of ? ` của ${of} cơ quan` : ""; });
    all("[data-all]", form).forEach((box) => { box.checked = ticked > 0 && ticked === boxes.length; box.indeterminate = ticked > 0 && ticked < boxes.length; });
  };

  const wake = (root) => {
    settleDrafts();
    const forms = root.matches?.("form") ? [root] : all("form", root);
    forms.filter((f) => f.dataset.draft).forEach(restore);
    new Set(forms.concat(root.closest?.("form") || []).filter((f) => one(".bulk", f))).forEach(count);
    all("[data-open]", root).forEach((button) => { button.hidden = false; });
  };

  document.addEventListener("input", (e) => { if (e.target.form?.dataset.draft) save(e.target.form); });
  document.addEventListener("change", (e) => {
    const form = e.target.form;
    if (e.target.matches("[data-all]")) all("tbody .m input[type=checkbox]", form).forEach((b) => { b.checked = e.target.checked; });
    if (form && e.target.type === "checkbox") count(form);
    if (e.target.matches("[data-keys-off]")) store.set("keys", e.target.checked ? "off" : null);
  });
  document.addEventListener("reset", (e) => setTimeout(count, 0, e.target));

  /* once: a second press of the same button does nothing */
  const free = (form) => { delete form.dataset.sent; all("button:disabled[data-held]", form).forEach((b) => { b.disabled = false; delete b.dataset.held; }); };
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { e.preventDefault(); e.stopImmediatePropagation(); return; }
    form.dataset.sent = "1";
    if (form.dataset.draft) { sent = form.dataset.draft; try { sessionStorage.setItem("sent", sent); } catch { /* private mode */ } }
    if ("forget" in form.dataset) store.keys().filter((k) => k.startsWith(DRAFT)).forEach((k) => store.set(k, null));
    setTimeout(() => all("button:not([type=button]):not(:disabled)", form).forEach((b) => { b.disabled = true; b.dataset.held = ""; }));
    setTimeout(free, 8000, form); /* an answer that was a file leaves the page standing */
  }, true);
  addEventListener("pageshow", () => all("form[data-sent]").forEach(free));

  /* after a swap: focus what changed, say it, and give the focus back when a panel closes */
  let opener = null;
  document.addEventListener("htmx:afterRequest", (e) => { const form = e.target.closest?.("form"); if (form) free(form); });
  document.addEventListener("htmx:sendError", () => {
    const line = document.createElement("div");
    line.className = "msg flash soon";
    line.textContent = "Mất kết nối, chưa ghi được. Chữ đã gõ vẫn ở trên trang này; có mạng lại thì bấm lần nữa.";
    one("#flash")?.replaceChildren(line);
    line.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("htmx:beforeRequest", (e) => { if (!e.target.closest(".panel")) opener = e.target.id || e.target.closest("tr[id]")?.id || null; });
  document.addEventListener("htmx:afterSettle", (e) => {
    const root = e.target;
    if (root.id === "flash") return;
    wake(root);
    const next = after && document.getElementById(after);
    after = null;
    const goal = next || one(".errs[data-focus]", root) || one("[data-focus], #panel", root) || (root.matches("[data-focus], #panel") ? root : null);
    if (goal) goal.focus();
    else if (document.activeElement === document.body && opener) {
      const back = document.getElementById(opener);
      (back?.matches("tr") ? one(".btn", back) || one("a", back) : back)?.focus();
    }
    const news = one("[data-announce]", root), say = one("#say");
    if (news && say) say.textContent = news.textContent;
  });

  /* keys of the ledger; off while typing, and for good when the person says so */
  const step = (list, by) => {
    const rows = all("tbody tr:not(.grp, .panel)", list).filter((row) => one("th a, td a", row));
    const now = rows.indexOf(document.activeElement.closest("tr"));
    const row = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, now + by))];
    if (row) one("th a, td a", row).focus();
  };
  /* the review: proposals are walked through, confirmed and corrected; the next one is at hand after each */
  const cards = () => all("[data-desk] .prop");
  const walk = (by) => {
    const list = cards(), now = list.indexOf(document.activeElement.closest(".prop"));
    const card = list[now < 0 ? (by > 0 ? 0 : list.length - 1) : Math.max(0, Math.min(list.length - 1, now + by))];
    if (card) { card.focus(); card.scrollIntoView({ block: "nearest" }); }
  };
  let after = null;
  const press = (key) => {
    const card = document.activeElement.closest("[data-desk] .prop"), goal = card && one(`[data-key=${key}]`, card);
    if (goal?.getAttribute("aria-pressed") === "true") { walk(1); return; }
    if (key === "c" && goal) { const list = cards(); after = list[list.indexOf(card) + 1]?.id || card.id; }
    goal?.click();
  };
  document.addEventListener("keydown", (e) => {
    const menu = one(".me[open]");
    if (e.key === "Escape" && menu) { menu.open = false; one("summary", menu).focus(); return; }
    const typing = e.target.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
    if (typing || e.ctrlKey || e.metaKey || e.altKey || store.get("keys") === "off" || one("dialog[open]")) return;
    const list = one("[data-keys]"), act = {
      "/": () => one(".find input")?.focus(),
      "?": () => one("#keys")?.showModal(),
      j: () => list ? step(list, 1) : walk(1),
      k: () => list ? step(list, -1) : walk(-1),
      c: () => press("c"),
      e: () => press("e"),
      x: () => list && one(".m input[type=checkbox]", document.activeElement.closest("[data-keys] tr") || list.ownerDocument.createElement("i"))?.click(),
    }[e.key === "Enter" && e.target.matches("[data-desk] .prop") ? "c" : e.key];
    if (act) { e.preventDefault(); act(); }
  });
  document.addEventListener("click", (e) => {
    const menu = one(".me[open]");
    if (menu && !menu.contains(e.target)) menu.open = false;
    const opens = e.target.closest("[data-open]");
    if (!opens) return;
    if (menu) menu.open = false;
    const box = one("[data-keys-off]");
    if (box) box.checked = store.get("keys") === "off";
    document.getElementById(opens.dataset.open)?.showModal();
  });

  /* a long menu on a phone: the place where one is must be in sight, in the width of its own typeface */
  document.fonts.ready.then(() => all(".nav-1 [aria-current]").forEach((here) => { here.parentNode.scrollLeft = here.offsetLeft - here.parentNode.offsetLeft - 48; }));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => wake(document)); else wake(document);
  /* autofocus does it alone, except when the address carries a fragment */
  addEventListener("load", () => setTimeout(() => { if (document.activeElement === document.body) one(".errs[data-focus]")?.focus(); }, 60));
})();
