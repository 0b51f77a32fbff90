"use strict";
(function () {
  const findings = Array.from(document.querySelectorAll(".finding"));
  const rows = Array.from(document.querySelectorAll(".papers .row"));
  const form = document.querySelector(".filters");
  const shown = document.getElementById("shown");
  const storeKey = "extract-reviews:" + location.pathname.split("/").pop();
  const reviews = read();
  const token = served();

  function read() {
    try { return JSON.parse(localStorage.getItem(storeKey)) || {}; } catch (error) { return {}; }
  }
  function keep() {
    try { localStorage.setItem(storeKey, JSON.stringify(reviews)); } catch (error) { /* private mode: kept for this visit */ }
  }
  function served() {
    if (!location.protocol.startsWith("http")) return null;
    const given = new URLSearchParams(location.hash.slice(1)).get("token");
    try {
      if (given) {
        sessionStorage.setItem("extract-token", given);
        history.replaceState(null, "", location.pathname + location.search);
      }
      return sessionStorage.getItem("extract-token");
    } catch (error) { return given; }
  }
  async function send(finding, review) {
    try {
      const answer = await fetch("/-/review", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Extract-Token": token },
        body: JSON.stringify(Object.assign({ finding_id: finding.id }, review)),
      });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error);
      delete reviews[finding.id];
      keep();
      show(finding, review, " saved: " + review.decision + " by " + told.reviewer);
    } catch (error) {
      show(finding, review, " kept in this browser only (" + error.message + "): " + review.decision);
    }
  }
  function chosen(name) {
    const boxes = Array.from(form.querySelectorAll("input[name=" + name + "]"));
    return boxes.length ? new Set(boxes.filter((box) => box.checked).map((box) => box.value)) : null;
  }
  function filter() {
    const severities = chosen("severity"), families = chosen("family");
    const words = form.elements.words.value.toLowerCase();
    const items = findings.length ? findings : rows;
    let count = 0;
    for (const item of items) {
      const fits = (!severities || severities.has(item.dataset.severity)) && (!families || families.has(item.dataset.family)) &&
        (!words || item.textContent.toLowerCase().includes(words));
      item.classList.toggle("hidden", !fits);
      count += fits ? 1 : 0;
    }
    shown.textContent = count + " of " + items.length + " shown";
  }
  function visible() { return findings.filter((item) => !item.classList.contains("hidden")); }
  function current() { return document.activeElement && document.activeElement.closest(".finding"); }
  function move(step) {
    const list = visible();
    if (!list.length) return;
    const at = list.indexOf(current());
    const next = list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + step))];
    next.focus();
    next.scrollIntoView({ block: "start" });
  }
  function say(finding, decision) {
    let reason = "";
    if (decision !== "accepted") {
      const given = window.prompt(decision === "rejected" ? "Why is it wrong? (may stay empty)" : "Your comment");
      if (given === null || (decision === "commented" && !given)) return;
      reason = given;
    }
    const review = { decision: decision, reason: reason, at: new Date().toISOString() };
    reviews[finding.id] = review;
    keep();
    show(finding, review, " You: " + decision);
    if (token) send(finding, review);
  }
  function show(finding, review, words) {
    finding.dataset.decision = review.decision;
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
    a: () => current() && say(current(), "accepted"), r: () => current() && say(current(), "rejected"),
    c: () => current() && say(current(), "commented"),
    g: () => { const go = current() && current().querySelector(".go"); if (go) go.click(); },
    b: () => history.back(),
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
