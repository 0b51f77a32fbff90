"use strict";
(function () {
  const findings = Array.from(document.querySelectorAll(".finding"));
  const rows = Array.from(document.querySelectorAll(".papers .row"));
  const block = document.getElementById("all-findings");
  const corpus = block ? JSON.parse(block.textContent) : null;
  const words = { accepted: "problem confirmed", rejected: "dismissed", commented: "comment", undone: "taken back" };
  const form = document.querySelector(".filters");
  const shown = document.getElementById("shown");
  const storeKey = "extract-reviews:" + location.pathname.split("/").pop();
  const reviews = read();
  const served = document.documentElement.dataset.served === "yes";
  const alone = { prev: document.querySelector("a[rel=prev]"), next: document.querySelector("a[rel=next]") };
  const unsaved = document.getElementById("unsaved");
  let last = findings.length === 1 ? findings[0] : null;

  function read() {
    try { return JSON.parse(localStorage.getItem(storeKey)) || {}; } catch (error) { return {}; }
  }
  function keep() {
    try { localStorage.setItem(storeKey, JSON.stringify(reviews)); } catch (error) { /* private mode: kept for this visit */ }
  }
  function connected(yes) { if (served && unsaved) unsaved.hidden = yes; }
  async function asked(body) {
    const answer = await fetch("/-/review", {
      method: body ? "POST" : "GET",
      keepalive: true,
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
      const told = await asked(Object.assign({ finding_id: finding.id }, review));
      delete reviews[finding.id];
      keep();
      connected(true);
      show(finding, review, review.decision === "undone" ? " taken back" : " saved: " + words[review.decision] + " by " + told.reviewer);
    } catch (error) {
      connected(false);
      show(finding, review, " NOT in the database, kept in this browser only (" + error.message + "): " + words[review.decision]);
    }
  }
  function undecided(item) { return ["", "commented", "disputed"].includes(item.dataset.decision || ""); }
  function progress() {
    const bar = document.getElementById("progress");
    if (!bar || !findings.length) return;
    const done = findings.filter((item) => !undecided(item)).length;
    bar.value = done;
    document.getElementById("reviewed").textContent = done + " of " + findings.length + " reviewed";
  }
  function chosen(name) {
    const boxes = Array.from(form.querySelectorAll("input[name=" + name + "]"));
    return boxes.length ? new Set(boxes.filter((box) => box.checked).map((box) => box.value)) : null;
  }
  function filter() {
    const severities = chosen("severity"), families = chosen("family");
    const open = form.elements.open && form.elements.open.checked;
    const sought = form.elements.words.value.toLowerCase();
    let count = 0;
    for (const item of findings) {
      const fits = (!severities || severities.has(item.dataset.severity)) && (!families || families.has(item.dataset.family)) &&
        (!open || undecided(item)) && (!sought || item.textContent.toLowerCase().includes(sought));
      item.classList.toggle("hidden", !fits);
      count += fits ? 1 : 0;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.classList.toggle("hidden", !group.querySelector(".finding:not(.hidden)"));
    }
    shown.textContent = count + " of " + findings.length + " shown";
  }

  /* The page of all papers: filters ask the findings, a paper is shown with those that fit. */
  let most = 200; /* rows laid out at once: more make a browser slow */
  const GRAVITY = ["error", "warning", "note"];
  function stored(id) {
    try { return JSON.parse(localStorage.getItem("extract-reviews:" + id + ".html")) || {}; } catch (error) { return {}; }
  }
  function prepare() {
    for (const row of rows) {
      const kept = served ? {} : stored(row.dataset.id), list = corpus.papers[row.dataset.id] || [];
      for (const one of list) if (kept[one[0]]) one[3] = kept[one[0]].decision;
      const done = list.filter((one) => one[3] && one[3] !== "commented").length;
      const cell = row.querySelector(".done");
      cell.textContent = list.length ? done + "/" + list.length : "";
      cell.dataset.sort = list.length ? done / list.length : 2;
    }
    const every = Object.values(corpus.papers).flat(), bar = document.getElementById("progress");
    if (bar) {
      bar.max = every.length || 1;
      bar.value = every.filter((one) => one[3] && one[3] !== "commented").length;
      document.getElementById("reviewed").textContent = bar.value + " of " + every.length + " findings reviewed";
    }
  }
  function state(one) { return one[3] === "commented" || !one[3] ? "open" : one[3]; }
  function sift() {
    const severities = chosen("severity"), named = form.elements;
    const check = named.check.value, decision = named.state.value, kind = named.kind.value, part = named.corpus.value, topic = named.topic.value;
    const sought = named.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (text) => sought.every((word) => text.includes(word));
    const narrowed = check !== "" || decision !== "" || severities.size < GRAVITY.length;
    let count = 0, fitting = 0;
    for (const row of rows) {
      const list = corpus.papers[row.dataset.id] || [];
      const ofPaper = !sought.length || has(row.dataset.words);
      const fits = list.filter((one) => severities.has(GRAVITY[one[1]]) && (check === "" || one[2] === Number(check)) &&
        (decision === "" || state(one) === decision) && (ofPaper || has(one[4].toLowerCase())));
      const yes = (!kind || row.dataset.kind === kind) && (!part || row.dataset.corpora.split("|").includes(part)) &&
        (!topic || row.dataset.about.split("|").includes(topic)) &&
        (fits.length > 0 || (!narrowed && ofPaper));
      if (yes) { count += 1; fitting += fits.length; }
      const seen = yes && count <= most;
      row.classList.toggle("hidden", !seen);
      if (seen) tell(row, fits, narrowed || sought.length ? 3 : 1);
    }
    shown.textContent = count + " of " + rows.length + " papers, " + fitting + " findings";
    const rest = document.getElementById("show-all");
    rest.hidden = count <= most;
    rest.textContent = "Show all " + count + ", not only " + most;
  }
  function tell(row, fits, most) {
    const cell = row.querySelector(".what"), key = most + ":" + fits.map((one) => one[0]).join();
    if (cell.dataset.key === key) return;
    cell.dataset.key = key;
    cell.replaceChildren();
    for (const one of fits.slice(0, most)) {
      const line = document.createElement("div"), link = document.createElement("a");
      link.href = "papers/" + row.dataset.id + ".html#" + one[0];
      link.textContent = one[4];
      link.className = GRAVITY[one[1]] + (one[3] === "rejected" ? " rejected" : "");
      line.append(link);
      cell.append(line);
    }
    if (fits.length > most) cell.append("and " + (fits.length - most) + " more");
  }
  function sort(table, column, head) {
    const body = table.tBodies[0], up = head.getAttribute("aria-sort") !== "ascending";
    const value = (row) => {
      const cell = row.cells[column], told = cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent.trim();
      const number = parseFloat(told.replace(/^[^\d.+-]*(?=[\d.+-])/, "").replace(/[·,](?=\d)/g, "."));
      return { told: told, number: Number.isNaN(number) ? null : number };
    };
    const keyed = Array.from(body.rows).map((row) => [value(row), row]);
    const numeric = keyed.filter((one) => one[0].number !== null).length > keyed.length / 2;
    keyed.sort((a, b) => {
      if (numeric) return ((a[0].number === null) - (b[0].number === null)) || (up ? 1 : -1) * (a[0].number - b[0].number);
      return ((a[0].told === "") - (b[0].told === "")) || (up ? 1 : -1) * a[0].told.localeCompare(b[0].told);
    });
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...keyed.map((one) => one[1]));
    if (corpus && table.classList.contains("papers")) { rows.splice(0, rows.length, ...body.rows); sift(); }
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
    const other = step > 0 ? alone.next : alone.prev;
    if (other && findings.length === 1) { other.click(); return; }
    const list = visible();
    if (!list.length) return;
    const at = list.indexOf(current());
    const next = list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + step))];
    look(next);
  }
  function nextOpen() {
    const list = visible();
    if (!list.length) return;
    const at = list.indexOf(current());
    const next = [...list.slice(at + 1), ...list.slice(0, at + 1)].find(undecided);
    if (next) look(next); else shown.textContent = "Every finding shown is reviewed.";
  }
  const why = document.getElementById("why"), choice = document.getElementById("why-choice"), text = document.getElementById("why-words");
  let pending = null;
  function askWhy(finding, decision, after) {
    pending = { finding: finding, decision: decision, after: after };
    document.getElementById("why-title").textContent = decision === "rejected" ? "Why is it no problem?" : "Your comment";
    choice.closest("p").hidden = decision !== "rejected";
    choice.value = text.value = "";
    why.showModal();
    (decision === "rejected" ? choice : text).focus();
  }
  function answered(ok) {
    const asked = pending;
    pending = null;
    why.close();
    if (!asked) return;
    look(asked.finding);
    const reason = [choice.value, text.value.trim()].filter(Boolean).join("; ");
    if (!ok || (asked.decision === "commented" && !reason)) return;
    record(asked.finding, asked.decision, reason);
    asked.after();
  }
  function say(finding, decision, after) {
    if (decision === "rejected" || decision === "commented") return askWhy(finding, decision, after);
    record(finding, decision, "");
    after();
  }
  function record(finding, decision, reason) {
    const review = { decision: decision, reason: reason, at: new Date().toISOString() };
    if (decision === "undone" && !served) delete reviews[finding.id];
    else reviews[finding.id] = review;
    keep();
    show(finding, review, decision === "undone" ? " taken back" : " You: " + words[decision]);
    progress();
    if (served) send(finding, review);
  }
  function judge(decision) {
    const finding = current();
    if (!finding) return;
    say(finding, decision, () => { if (decision === "accepted" || decision === "rejected") move(1); });
  }
  function show(finding, review, told) {
    finding.dataset.decision = review.decision === "undone" ? "" : review.decision;
    let mine = finding.querySelector(".mine");
    if (!mine) {
      mine = document.createElement("span");
      mine.className = "mine";
      mine.setAttribute("role", "status");
      finding.querySelector(".review").append(mine);
    }
    mine.textContent = told + (review.reason ? " – " + review.reason : "");
  }
  function save() {
    const lines = Object.entries(reviews).map(([id, review]) => JSON.stringify(Object.assign({ finding_id: id }, review)));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "application/jsonl" }));
    link.download = "reviews.jsonl";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /* Papers dropped onto the served page: sent one after the other, then asked how far they are. */
  const drop = document.getElementById("drop"), line = [];
  let sending = false;
  function take(files) {
    for (const file of files) {
      const item = document.createElement("li"), bar = document.createElement("progress"), said = document.createElement("span");
      bar.max = 1;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      said.textContent = " " + file.name + ": waiting";
      item.append(bar, said);
      document.getElementById("uploads").append(item);
      line.push({ file: file, bar: bar, said: said });
    }
    if (!sending) sendNext();
  }
  function sendNext() {
    const one = line.shift();
    sending = Boolean(one);
    if (!one) return;
    const request = new XMLHttpRequest();
    request.open("POST", "/-/upload?name=" + encodeURIComponent(one.file.name));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => { tellUpload(one, "sending", 0.2 * event.loaded / (event.total || 1)); };
    request.onload = () => {
      const told = request.response || {};
      if (request.status === 200) followUpload(one, told); else tellUpload(one, "not taken: " + (told.error || request.status), 0);
      sendNext();
    };
    request.onerror = () => { tellUpload(one, "not sent: the server does not answer", 0); sendNext(); };
    request.send(one.file);
  }
  function tellUpload(one, words, share) {
    one.bar.value = share;
    one.said.textContent = " " + one.file.name + ": " + words;
  }
  async function followUpload(one, told) {
    while (told.step !== "done" && told.step !== "failed") {
      tellUpload(one, told.step, 0.2 + 0.8 * told.share);
      await new Promise((resolve) => setTimeout(resolve, 700));
      try {
        const answer = await fetch("/-/upload/" + told.job, { credentials: "same-origin" });
        told = await answer.json();
        if (!answer.ok) throw new Error(told.error);
      } catch (error) { tellUpload(one, "no answer (" + error.message + ")", 0); return; }
    }
    if (told.step === "failed") { tellUpload(one, "could not be read: " + told.message, 0); return; }
    tellUpload(one, "", 1);
    const link = document.createElement("a");
    link.href = "/-/report/papers/" + told.document_id + ".html";
    link.textContent = "read what was found";
    one.said.append(link, told.message ? " (" + told.message + ")" : "");
  }
  const ask = document.getElementById("ask");
  if (ask && window.innerWidth < 640) ask.open = false;
  if (drop) {
    const stop = (event) => { event.preventDefault(); drop.classList.toggle("over", event.type === "dragover"); };
    for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, stop);
    document.addEventListener("drop", (event) => take(event.dataTransfer.files));
    drop.querySelector("input").addEventListener("change", (event) => { take(event.target.files); event.target.value = ""; });
    drop.addEventListener("submit", (event) => event.preventDefault());
  }
  const keys = {
    j: () => move(1), k: () => move(-1), n: nextOpen,
    a: () => judge("accepted"), r: () => judge("rejected"), c: () => judge("commented"), u: () => judge("undone"),
    g: () => { const go = current() && current().querySelector(".go"); if (go) go.click(); },
    b: () => { if (last) look(last); },
  };
  if (form) {
    if (corpus) prepare();
    const act = corpus ? sift : filter;
    form.addEventListener("input", act);
    form.addEventListener("submit", (event) => event.preventDefault());
    act();
  }
  for (const finding of findings) {
    const review = reviews[finding.id];
    if (review) show(finding, review, " You: " + words[review.decision]);
  }
  progress();
  if (served && unsaved) asked().then(() => connected(true), () => connected(false));
  document.addEventListener("focusin", (event) => { last = event.target.closest(".finding") || last; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-say]");
    if (button) say(button.closest(".finding"), button.dataset.say, () => look(button.closest(".finding")));
    if (event.target.id === "save-reviews") save();
    if (event.target.id === "next-open") nextOpen();
    if (event.target.id === "show-all") { most = Infinity; sift(); }
    const head = event.target.closest(".sortable th");
    if (head) sort(head.closest("table"), head.cellIndex, head);
    const check = event.target.closest("[data-check]");
    if (check && form) { form.elements.check.value = check.dataset.check; sift(); form.scrollIntoView(); }
  });
  if (why) {
    why.addEventListener("submit", (event) => { event.preventDefault(); answered(event.submitter.value === "ok"); });
    why.addEventListener("cancel", (event) => { event.preventDefault(); answered(false); });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /textarea|select/i.test(event.target.tagName) ||
      (event.target.tagName === "INPUT" && event.target.type !== "checkbox") || (why && why.open)) return;
    const act = findings.length ? keys[event.key] : null;
    if (act) { event.preventDefault(); act(); }
  });
})();
