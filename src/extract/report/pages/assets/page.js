"use strict";
(function () {
  const findings = Array.from(document.querySelectorAll(".finding"));
  const rows = Array.from(document.querySelectorAll(".papers .row"));
  const form = document.querySelector(".filters");
  const shown = document.getElementById("shown");
  const storeKey = "extract-reviews:" + location.pathname.split("/").pop();
  const reviews = read();
  const served = document.documentElement.dataset.served === "yes";
  const unsaved = document.getElementById("unsaved");
  let last = null;

  function read() {
    try { return JSON.parse(localStorage.getItem(storeKey)) || {}; } catch (error) { return {}; }
  }
  function keep() {
    try { localStorage.setItem(storeKey, JSON.stringify(reviews)); } catch (error) { /* private mode: kept for this visit */ }
  }
  function connected(yes) { if (served && unsaved) unsaved.hidden = yes; }
  async function ask(body) {
    const answer = await fetch("/-/review", {
      method: body ? "POST" : "GET",
      credentials: "same-origin",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : undefined,
    });
    if (answer.status === 403 || answer.status === 404) throw new Error("not connected");
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    return told;
  }
  async function send(finding, review) {
    try {
      const told = await ask(Object.assign({ finding_id: finding.id }, review));
      delete reviews[finding.id];
      keep();
      connected(true);
      show(finding, review, review.decision === "undone" ? " taken back" : " saved: " + review.decision + " by " + told.reviewer);
    } catch (error) {
      connected(false);
      show(finding, review, " NOT in the database, kept in this browser only (" + error.message + "): " + review.decision);
    }
  }
  function chosen(name) {
    const boxes = Array.from(form.querySelectorAll("input[name=" + name + "]"));
    return boxes.length ? new Set(boxes.filter((box) => box.checked).map((box) => box.value)) : null;
  }
  function filter() {
    const severities = chosen("severity"), families = chosen("family");
    const open = form.elements.open && form.elements.open.checked;
    const words = form.elements.words.value.toLowerCase();
    const items = findings.length ? findings : rows;
    let count = 0;
    for (const item of items) {
      const fits = (!severities || severities.has(item.dataset.severity)) && (!families || families.has(item.dataset.family)) &&
        (!open || !item.dataset.decision || item.dataset.decision === "commented") &&
        (!words || item.textContent.toLowerCase().includes(words));
      item.classList.toggle("hidden", !fits);
      count += fits ? 1 : 0;
    }
    shown.textContent = count + " of " + items.length + " shown";
  }
  function visible() { return findings.filter((item) => !item.classList.contains("hidden")); }
  function current() {
    const focused = document.activeElement && document.activeElement.closest(".finding");
    return focused || (last && !last.classList.contains("hidden") ? last : null);
  }
  function look(finding) {
    last = finding;
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "start" });
  }
  function move(step) {
    const list = visible();
    if (!list.length) return;
    const at = list.indexOf(current());
    const next = list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + step))];
    look(next);
  }
  function say(finding, decision) {
    let reason = "";
    if (decision === "rejected" || decision === "commented") {
      const given = window.prompt(decision === "rejected" ? "Why is it wrong? (may stay empty)" : "Your comment");
      if (given === null || (decision === "commented" && !given)) return;
      reason = given;
    }
    const review = { decision: decision, reason: reason, at: new Date().toISOString() };
    if (decision === "undone" && !served) delete reviews[finding.id];
    else reviews[finding.id] = review;
    keep();
    show(finding, review, decision === "undone" ? " taken back" : " You: " + decision);
    if (served) send(finding, review);
  }
  function judge(decision) {
    const finding = current();
    if (!finding) return;
    say(finding, decision);
    if (decision === "accepted" || decision === "rejected") move(1);
  }
  function show(finding, review, words) {
    finding.dataset.decision = review.decision === "undone" ? "" : review.decision;
    let mine = finding.querySelector(".mine");
    if (!mine) {
      mine = document.createElement("span");
      mine.className = "mine";
      mine.setAttribute("role", "status");
      finding.querySelector(".review").append(mine);
    }
    mine.textContent = words + (review.reason ? " – " + review.reason : "");
  }
  function save() {
    const lines = Object.entries(reviews).map(([id, review]) => JSON.stringify(Object.assign({ finding_id: id }, review)));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "application/jsonl" }));
    link.download = "reviews.jsonl";
    link.click();
    URL.revokeObjectURL(link.href);
  }
  const keys = {
    j: () => move(1), k: () => move(-1),
    a: () => judge("accepted"), r: () => judge("rejected"), c: () => judge("commented"), u: () => judge("undone"),
    g: () => { const go = current() && current().querySelector(".go"); if (go) go.click(); },
    b: () => { if (last) look(last); },
  };
  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }
  for (const finding of findings) {
    const review = reviews[finding.id];
    if (review) show(finding, review, " You: " + review.decision);
  }
  if (served && unsaved) ask().then(() => connected(true), () => connected(false));
  document.addEventListener("focusin", (event) => { last = event.target.closest(".finding") || last; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-say]");
    if (button) say(button.closest(".finding"), button.dataset.say);
    if (event.target.id === "save-reviews") save();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /input|textarea|select/i.test(event.target.tagName)) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
