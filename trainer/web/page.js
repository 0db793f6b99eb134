/* What the pages do without asking the server: pass clicks on, scroll to turns, remember a name. */
(() => {
  const NAME = "trainer.name", AUTHOR = "trainer.author", MODE = "trainer.mode";
  const here = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private */ } };
  const kept = (key) => { try { return localStorage.getItem(key) || ""; } catch { return ""; } };

  /* The server is told the name with each page, so that pages arrive filled. */
  function tell(name) {
    const path = new URL(document.baseURI).pathname;
    document.cookie = `trainer_name=${encodeURIComponent(name)}; path=${path}; max-age=31536000; samesite=lax`;
  }
  if (kept(NAME)) tell(kept(NAME));

  /* Clicks and forms inside a gr.HTML become its events: data-do names the event, the other data-*
     attributes and the form's fields are what it carries. */
  function wire(element, trigger, names) {
    element.addEventListener("click", (event) => {
      const target = event.target.closest("[data-do]");
      if (!target || target.tagName === "FORM" || !names.includes(target.dataset.do)) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      trigger(target.dataset.do, { ...target.dataset });
    });
    element.addEventListener("submit", (event) => {
      const form = event.target.closest("form[data-do]");
      if (!form || !names.includes(form.dataset.do)) return;
      event.preventDefault();
      trigger(form.dataset.do, { ...form.dataset, ...Object.fromEntries(new FormData(form)) });
    });
  }

  /* The address of a page of ours, whatever folder the app is served under. */
  const url = (path) => new URL(path, document.baseURI).href;

  function go(path) { if (path) window.location.assign(url(path)); else rest(); }

  /* What leads to another page says at once that it is on its way. */
  const SLOW = "[data-do=finish], [data-do=fork], [data-nav]";
  function rest() {
    for (const button of all("[data-was]")) {
      button.textContent = button.dataset.was;
      button.removeAttribute("data-was");
      button.removeAttribute("aria-busy");
    }
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest(SLOW);
    if (!button || button.dataset.was || event.metaKey || event.ctrlKey || event.shiftKey) return;
    button.dataset.was = button.textContent;
    button.setAttribute("aria-busy", "true");
    button.textContent = "One moment …";
  });
  addEventListener("pageshow", rest);

  function show(path) {
    if (path !== undefined && url(path) !== window.location.href) history.pushState({}, "", url(path));
    window.scrollTo(0, 0);
    setTimeout(() => {  /* what had the focus is gone: begin at the new heading */
      const head = all("h1").find((h) => h.offsetParent);
      if (document.activeElement !== document.body || !head) return;
      head.setAttribute("tabindex", "-1");
      head.focus({ preventScroll: true });
    }, 60);
  }

  /* An opened call: at the turn that the address names; where the list stands above the call, as on
     a phone, at its beginning. */
  function opened() {
    const list = here("#review-queue"), sheet = here("#review-sheet");
    if (!list || !here(".sheet", sheet)) return;
    if (window.location.hash && reveal(window.location.hash.slice(1))) return;
    if (list.getBoundingClientRect().bottom <= sheet.getBoundingClientRect().top) {
      requestAnimationFrame(() => sheet.scrollIntoView({ block: "start" }));
    }
  }

  /* Keep the newest line of a talk in sight. */
  function follow() {
    const log = here("#log");
    if (!log) return;
    let near = true, was = 0;
    log.addEventListener("scroll", () => {
      const gap = log.scrollHeight - log.scrollTop - log.clientHeight;
      if (log.scrollTop < was - 4 && gap > 80) near = false;  /* scrolled up to read */
      if (gap < 40) near = true;
      was = log.scrollTop;
    }, { passive: true });
    const down = () => { if (near) { log.scrollTop = log.scrollHeight; was = log.scrollTop; } };
    new MutationObserver(down).observe(log, { childList: true, subtree: true, characterData: true });
    new ResizeObserver(down).observe(log);
    down();
  }

  function reveal(id) {
    const target = document.getElementById(id);
    if (!target) return false;
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.classList.add("lit");
    setTimeout(() => target.classList.remove("lit"), 2500);
    return true;
  }

  /* What is typed but not sent outlives a reload, as after a restart of the server. */
  const draftKey = () => `trainer.draft.${new URLSearchParams(window.location.search).get("session")}`;
  document.addEventListener("input", (event) => {
    if (event.target.closest("#box")) sessionStorage.setItem(draftKey(), event.target.value);
  });
  const draft = () => sessionStorage.getItem(draftKey()) || "";
  const sent = () => sessionStorage.removeItem(draftKey());

  /* The author's desk: fields outlive a reload, the text has line numbers, a place leads to its
     line, and a text that was changed says that the findings are older. */
  const FIELDS = { source: "#source textarea", whose: "#whose input, #whose textarea", text: "#yaml textarea" };
  const DESK = "trainer.desk.";
  const chosen = () => here("#brief-it input[type=radio]:checked")?.value;
  function keepDesk() {
    if (chosen()) sessionStorage.setItem(DESK + "kind", chosen());
    for (const [name, selector] of Object.entries(FIELDS)) {
      const field = here(selector);
      if (field) sessionStorage.setItem(DESK + name, field.value);
    }
  }
  function countLines() {
    const text = here(FIELDS.text);
    if (!text) return;
    let gutter = here("#yaml .gutter");
    if (!gutter) {
      gutter = document.createElement("pre");
      gutter.className = "gutter";
      gutter.setAttribute("aria-hidden", "true");
      text.before(gutter);
      text.setAttribute("wrap", "off");
      text.setAttribute("spellcheck", "false");
      text.addEventListener("scroll", () => { gutter.scrollTop = text.scrollTop; }, { passive: true });
    }
    const lines = text.value.split("\n").length;
    if (gutter.dataset.lines !== String(lines)) {
      gutter.dataset.lines = lines;
      gutter.textContent = Array.from({ length: lines }, (_, i) => i + 1).join("\n") + "\n\n";
    }
    gutter.scrollTop = text.scrollTop;
  }
  function toLine(number) {
    const text = here(FIELDS.text), lines = text.value.split("\n");
    const from = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    const high = parseFloat(getComputedStyle(text).lineHeight);
    text.scrollIntoView({ block: "nearest" });
    text.focus({ preventScroll: true });
    text.setSelectionRange(from, from + (lines[number - 1] || "").length);
    text.scrollTop = Math.max(0, (number - 1) * high - text.clientHeight / 3);
    text.scrollLeft = 0;
  }
  /* The newest check asked for, and its text; what is shown may be older than what is typed. */
  let asked = { number: 0, text: "" };
  function date() {
    const shown = here("#findings .findings"), text = here(FIELDS.text);
    if (!shown || !text) return;
    const fresh = Number(shown.dataset.number) === asked.number && asked.text === text.value;
    here("#findings").toggleAttribute("data-older", !fresh);
  }
  const desk = {
    open: () => {
      new MutationObserver(date).observe(here("#findings"), { childList: true, subtree: true });
      const [kind, ...rest] = ["kind", ...Object.keys(FIELDS)].map((name) => sessionStorage.getItem(DESK + name) || "");
      const offered = all("#brief-it input[type=radio]").some((choice) => choice.value === kind);
      return [offered ? kind : null, ...rest];
    },
    ask: (text, before) => {
      asked = { number: asked.number + 1, text: text.replace(/\r\n?/g, "\n") };
      return [text, before, String(asked.number)];
    },
    keep: () => requestAnimationFrame(() => { keepDesk(); countLines(); date(); }),
  };
  document.addEventListener("input", (event) => {
    if (!event.target.closest("#source, #whose, #yaml, #brief-it")) return;
    keepDesk();
    if (event.target.closest("#yaml")) { countLines(); date(); }
  });

  /* A file made of what stands in a field, named after the id in it. */
  function download(field) {
    const id = /^id:\s*["']?([a-z0-9-]+)/m.exec(field.value);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([field.value], { type: "application/yaml" }));
    link.download = `${id ? id[1] : "draft"}.yaml`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /* The buyer's mind: one slider moves a line through all strips and shows that turn's thought. */
  function think(slider) {
    const mind = slider.closest(".mind"), at = Number(slider.value), most = Number(slider.max) || 1;
    mind.style.setProperty("--at", most ? at / most : 0);
    all(".thought", mind).forEach((thought, i) => { thought.hidden = i !== at; });
    all("[data-values]", mind).forEach((out) => {
      const value = JSON.parse(out.dataset.values)[at];
      out.textContent = value === null ? "–" : value;
    });
    const thought = all(".thought", mind)[at];
    if (thought) slider.setAttribute("aria-valuetext", thought.dataset.label);
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches(".mind input[type=range]")) think(event.target);
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto]");
    if (form) form.requestSubmit();
  });

  document.addEventListener("click", (event) => {
    const line = event.target.closest("[data-line]");
    if (line) { toLine(Number(line.dataset.line)); return event.preventDefault(); }
    const file = event.target.closest("[data-download]");
    if (file) return download(here(file.dataset.download));
    const link = event.target.closest("a[href^='#']");
    if (link && reveal(link.getAttribute("href").slice(1))) return event.preventDefault();
    const jump = event.target.closest("[data-think]");
    if (jump) {
      const slider = here(".mind input[type=range]");
      slider.value = jump.dataset.think;
      think(slider);
      slider.closest(".mind").scrollIntoView({ block: "center" });
      slider.focus({ preventScroll: true });
      return undefined;
    }
    const toggle = event.target.closest("[data-toggle]");
    if (toggle) {
      for (const id of toggle.dataset.toggle.split(" ")) {
        const target = document.getElementById(id);
        target.hidden = !target.hidden;
        if (!target.hidden) (here("textarea, select, .yes", target) || target).focus();
      }
      return undefined;
    }
    const drawer = event.target.closest("[data-open-drawer]");
    if (drawer) {
      const name = drawer.dataset.openDrawer, body = document.body.dataset;
      body.drawer = body.drawer === name ? "" : name;
      all("[data-open-drawer]").forEach((b) =>
        b.setAttribute("aria-expanded", String(b.dataset.openDrawer === body.drawer)));
      if (body.drawer) here(`section[data-drawer="${name}"]`)?.scrollIntoView({ block: "nearest" });
      return undefined;
    }
    if (event.target.closest("[data-mode]")) mode(document.body.classList.contains("dark") ? "light" : "dark", true);
    return undefined;
  });

  function mode(name, chosen) {
    document.body.classList.toggle("dark", name === "dark");
    if (chosen) keep(MODE, name);
    all("[data-mode]").forEach((b) => b.setAttribute("aria-label", `Switch to ${name === "dark" ? "light" : "dark"}`));
  }

  /* The bar at the top: a word for the product, the current page told to screen readers. */
  function dress(nav) {
    if (nav.dataset.dressed) return;
    nav.dataset.dressed = "yes";
    nav.setAttribute("aria-label", "Pages");
    const path = new URL(window.location.href).pathname.replace(/\/$/, "");
    let name = path.endsWith("/differences") ? "Two opinions" : "Debrief";
    for (const a of all("a", nav)) {
      const mine = new URL(a.href).pathname.replace(/\/$/, "") === path;
      if (mine) { a.setAttribute("aria-current", "page"); name = a.textContent; }
    }
    document.title = `${name} · Sales Trainer`;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.mode = "";
    button.title = "Light or dark";
    button.textContent = "◐";
    nav.append(button);
    const asked = new URLSearchParams(window.location.search).get("__theme");
    const dark = document.body.classList.contains("dark") ? "dark" : "light";
    mode(asked || kept(MODE) || dark, false);
  }

  new MutationObserver(() => { const nav = here(".nav-holder nav"); if (nav) dress(nav); })
    .observe(document.documentElement, { childList: true, subtree: true });
  /* When the server cannot be reached, say so once, calmly, and take it back when it answers. */
  const ask = window.fetch.bind(window);
  window.fetch = async (...what) => {
    try {
      const answer = await ask(...what);
      here("#silent")?.remove();
      return answer;
    } catch (fault) {
      if (fault.name !== "AbortError" && !here("#silent")) {
        const line = document.createElement("p");
        line.id = "silent";
        line.setAttribute("role", "alert");
        line.textContent = "The trainer is not answering. What was said is kept, and what you typed is still in the box. Try again in a moment.";
        document.body.append(line);
      }
      throw fault;
    }
  };

  addEventListener("popstate", () => window.location.reload());

  /* Keys of the review page: j and k through the turns, n and p through the calls,
     v to the verdicts, c to comment. */
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select");
    if (event.key === "Escape" && typing && event.target.closest(".remark")) {
      event.target.closest(".remark").hidden = true;
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.form?.dataset.do) {
      event.target.form.requestSubmit();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !here("#review")) return;
    const turns = all("#review .turn"), rows = all("#review .queue a");
    const at = turns.findIndex((t) => t.classList.contains("held"));
    const on = rows.findIndex((r) => r.getAttribute("aria-current"));
    const hold = (i) => {
      if (!turns[i]) return;
      turns.forEach((t) => t.classList.remove("held"));
      turns[i].classList.add("held");
      turns[i].setAttribute("tabindex", "-1");
      turns[i].focus({ preventScroll: true });
      turns[i].scrollIntoView({ block: "nearest" });
    };
    const press = (node) => { if (node) { node.click(); event.preventDefault(); } };
    if (event.key === "j") hold(at + 1);
    else if (event.key === "k") hold(Math.max(0, at - 1));
    else if (event.key === "v") { here("#review .criterion summary")?.focus(); event.preventDefault(); }
    else if (event.key === "n") press(rows[on + 1]);
    else if (event.key === "p") press(rows[on - 1]);
    else if (event.key === "c") press(here("[data-toggle^=remark]", turns[Math.max(0, at)] || document));
  });

  window.trainer = {
    wire, go, show, opened, follow, draft, sent, desk,
    author: () => kept(AUTHOR),
    rememberAuthor: (name) => keep(AUTHOR, name || ""),
    name: () => kept(NAME),
    remember: (name) => { if (name) { keep(NAME, name); tell(name); } return name; },
  };
})();
