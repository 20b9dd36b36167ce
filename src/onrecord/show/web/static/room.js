/* Keys, marks and selections for the reading room. Without it everything can still be read, and reviewed with forms. */
(() => {
  "use strict";
  const $ = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const OFF = "onrecord-keys-off";

  const say = (words) => { const place = $("#say"); if (place) place.textContent = words; };
  const rows = () => all("[data-row]");
  const current = () => $("[data-row].now");

  function go(step) {
    const list = rows();
    if (!list.length) return;
    const at = list.indexOf(current());
    const next = list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + step))];
    choose(next);
    const link = $("a", next);
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function choose(row) {
    all("[data-row].now").forEach((other) => other.classList.remove("now"));
    row.classList.add("now");
  }

  /* The words of a span are several stretches, each with the offset where it begins: all in the span are brought out. */
  function bringOut(inside = document) {
    const span = /^#s(\d+)-(\d+)$/.exec(location.hash);
    if (!span) return;
    const [start, end] = [Number(span[1]), Number(span[2])];
    all("mark[data-o]", inside).forEach((mark) => {
      const at = Number(mark.dataset.o);
      mark.classList.toggle("focus", at >= start && at < end);
    });
    scrollTo(inside);
  }

  function scrollTo(inside) {
    const mark = $("mark.focus", inside);
    if (mark) mark.scrollIntoView({ block: "center", behavior: "auto" });
  }

  function press(key) {
    if (key === "e") {
      const edit = $("details.edit");
      if (edit) { edit.open = true; const words = $("[data-words]", edit); if (words) words.focus(); }
      return Boolean(edit);
    }
    const row = current();
    const inRow = row && $(`[data-key="${key}"]`, row);
    const button = inRow || $(`.review [data-key="${key}"]`) || (["s", "d"].includes(key) && $(`[data-key="${key}"]`));
    if (button) button.click();
    return Boolean(button);
  }

  function off() {
    try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off()) return;
    const target = event.target;
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if ($("dialog[open]")) return;
    const done = {
      j: () => go(1) ?? true, k: () => go(-1) ?? true,
      "/": () => { const field = $("#q-list") || $("#q-top"); field.focus(); field.select(); return true; },
      "?": () => { $("#keys").showModal(); return true; },
    }[event.key];
    const taken = done ? done() : "aresdu".includes(event.key) && event.key.length === 1 && press(event.key);
    if (taken) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const row = event.target instanceof Element && event.target.closest("[data-row]");
    if (row) choose(row);
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target instanceof Element && event.target.closest("[data-row]");
    if (row) choose(row);
  });

  /* Selected words of an article go into the form that edits, when that is open. */
  document.addEventListener("selectionchange", () => {
    const field = $("details.edit[open] [data-words]");
    const selection = getSelection();
    if (!field || !selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const body = $("[data-article] .body");
    if (!body || !body.contains(range.commonAncestorContainer)) return;
    const words = selection.toString().trim();
    if (words && words.length <= 300) {
      field.value = words;
      const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
      const at = $("details.edit[open] [data-at]");
      if (at) at.value = start !== null && end !== null ? `${start}-${end}` : "";
    }
  });

  /* Where a place on the page stands in the article's text, in code points. */
  function offset(node, units) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-o]");
    if (!piece) return null;
    const before = piece.classList.contains("unseen") ? 0 : Array.from((node.textContent || "").slice(0, units)).length;
    return Number(piece.dataset.o) + before;
  }

  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-Room"] = "1"; });

  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target.id !== "pane") {
      const lost = $("#verdicts .lost");
      const last = $("#verdicts .told li:last-child");
      say(lost ? lost.textContent : last ? last.textContent : "Done.");
      badge();
      return;
    }
    const link = event.detail.requestConfig.elt;
    history.replaceState(null, "", link.getAttribute("href"));
    bringOut(target);
    say("The article is open.");
  });

  /* The row in the list says at once what was decided on the open claim. */
  function badge() {
    const open = $("[data-open]");
    const row = open && $(`[data-claim="${CSS.escape(open.dataset.open)}"] .src`);
    const last = all("#verdicts .told li").pop();
    if (!row || !last) return;
    let place = $(".said", row);
    if (!place) { place = document.createElement("b"); place.className = "said"; row.append(" · ", place); }
    place.textContent = last.innerText.split(",")[0];
  }

  window.addEventListener("hashchange", () => bringOut());

  document.addEventListener("DOMContentLoaded", () => {
    const box = $("#keys-off");
    if (box) {
      box.checked = off();
      box.addEventListener("change", () => { try { localStorage.setItem(OFF, box.checked ? "1" : "0"); } catch { /* no storage */ } });
    }
    bringOut();
    if (!location.hash) scrollTo(document);
    const open = $("[data-open]");
    const row = open && $(`[data-claim="${CSS.escape(open.dataset.open)}"]`);
    if (row) { choose(row); if (matchMedia("(min-width: 75rem)").matches) row.scrollIntoView({ block: "nearest" }); }
    if (matchMedia("(max-width: 48rem)").matches) all("details.facets").forEach((one) => { one.open = false; });
  });
})();
