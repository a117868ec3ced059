"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const SVG = "http://www.w3.org/2000/svg";
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const first = Date.UTC(...data.start.split("-").map((part, i) => Number(part) - (i === 1 ? 1 : 0)));
  const place = new Map(data.places.map((p, row) => [p.id, row]));
  const state = { tick: data.mapTick, playing: false, chosen: -1 };

  const dateOf = tick => {
    const day = new Date(first + tick * 864e5);
    return `${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  };
  const percent = thousandths => `${Math.round(thousandths / 10)} %`;

  // Who holds a place: the last entry up to the day. An entry is [tick, [bloc, share, ...], contested, [rivals]], shares in thousandths.
  function at(result, row, tick) {
    const entries = result.control[row];
    let low = 0, high = entries.length - 1;
    if (high < 0) return null;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (entries[middle][0] <= tick) low = middle; else high = middle - 1;
    }
    const [, pairs, contested, rivals] = entries[low];
    let bloc = -1, share = 0;
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i + 1] > share) { bloc = pairs[i]; share = pairs[i + 1]; }
    return contested > share
      ? { contested: true, bloc: rivals[0] ?? -1, rival: rivals[1] ?? -1, share: contested, pairs, all: contested }
      : { contested: false, bloc, rival: -1, share: bloc < 0 ? 1000 : share, pairs, all: contested };
  }

  const name = bloc => bloc < 0 ? "nobody" : data.blocs[bloc][1];
  const words = s => !s ? "no such place"
    : s.contested ? `contested${s.bloc < 0 ? "" : ` by ${name(s.bloc)}`}${s.rival < 0 ? "" : ` and ${name(s.rival)}`}` : name(s.bloc);

  // Colours: the bloc's on the colour of land, the surer the stronger.
  const rgb = text => [1, 3, 5].map(i => parseInt(text.slice(i, i + 2), 16));
  const over = (top, ground, opacity) => {
    const [a, b] = [rgb(top), rgb(ground)];
    return "#" + a.map((v, i) => Math.round(b[i] * (1 - opacity) + v * opacity).toString(16).padStart(2, "0")).join("");
  };
  const certainty = share => share >= 950 ? 0.85 : share >= 750 ? 0.62 : share >= 500 ? 0.42 : 0.24;
  const tint = (bloc, opacity) => bloc < 0 ? "#ffffff" : over(data.blocs[bloc][2], data.land, opacity);

  function hatch(svg, a, b) {
    const id = `${svg.dataset.name}-hatch-${a}-${b}`;
    if (!document.getElementById(id)) {
      const pattern = document.createElementNS(SVG, "pattern");
      for (const [key, value] of Object.entries({ id, patternUnits: "userSpaceOnUse", width: 7, height: 7, patternTransform: "rotate(45)" })) pattern.setAttribute(key, value);
      for (const [width, fill] of [[7, tint(a, 0.85)], [3.5, tint(b, 0.85)]]) {
        const bar = document.createElementNS(SVG, "rect");
        bar.setAttribute("width", width); bar.setAttribute("height", 7); bar.setAttribute("fill", fill);
        pattern.append(bar);
      }
      let defs = $("defs", svg);
      if (!defs) svg.prepend(defs = document.createElementNS(SVG, "defs"));
      defs.append(pattern);
    }
    return `url(#${id})`;
  }

  const maps = $$("figure.map").map(figure => {
    const svg = $("svg", figure);
    svg.dataset.name = figure.dataset.name;
    svg.dataset.full = svg.getAttribute("viewBox");
    svg.dataset.size = `${svg.getAttribute("width")} ${svg.getAttribute("height")}`;
    svg.setAttribute("viewBox", data.mapBox.join(" "));
    // With its own size it would keep the shape of the whole figure.
    svg.removeAttribute("width"); svg.removeAttribute("height");
    return {
      figure, svg, row: Number(figure.dataset.map),
      areas: $$(".areas path", svg).map(path => ({ path, row: place.get(path.dataset.id), last: "" })),
      days: $$("g[class^='flows-'], g[class^='gates-']", svg).map(group => ({ group, tick: Number(group.getAttribute("class").split("-")[1]) })),
      title: $$("text", svg)[0], said: $(".said", figure)
    };
  });

  // Share of runs whose holder differs: half the sum of the differences of the shares.
  function difference(row, tick) {
    const shares = data.results.map(result => {
      const s = at(result, row, tick), list = new Map();
      if (!s) return list;
      let rest = 1000 - s.all;
      for (let i = 0; i < s.pairs.length; i += 2) { list.set(s.pairs[i], s.pairs[i + 1]); rest -= s.pairs[i + 1]; }
      return list.set("contested", s.all).set("nobody", Math.max(0, rest));
    });
    let sum = 0;
    for (const key of new Set([...shares[0].keys(), ...shares[1].keys()])) sum += Math.abs((shares[0].get(key) ?? 0) - (shares[1].get(key) ?? 0));
    return sum / 2;
  }

  function paint(map) {
    const tick = state.tick;
    let differing = 0;
    const counts = new Map();
    for (const area of map.areas) {
      let fill, line;
      if (map.row === 2) {
        const part = difference(area.row, tick);
        if (part >= 500) differing++;
        fill = line = over("#6a1b7a", data.land, 0.9 * Math.min(1, part / 1000));
      } else {
        const s = at(data.results[map.row], area.row, tick);
        if (!s) fill = line = data.land;
        else if (s.contested) { fill = hatch(map.svg, s.bloc, s.rival); line = tint(s.bloc, 0.85); }
        else fill = line = s.bloc < 0 ? data.land : tint(s.bloc, certainty(s.share));
        const key = !s || (s.bloc < 0 && !s.contested) ? "nobody" : s.contested ? "contested" : name(s.bloc);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      if (fill === area.last) continue;
      area.path.setAttribute("fill", fill); area.path.setAttribute("stroke", line);
      area.last = fill;
    }
    const ticks = data.results[map.row === 2 ? 0 : map.row].supplyTicks;
    let shown = ticks[0] ?? 0;
    for (const t of ticks) if (t <= tick) shown = t;
    for (const day of map.days) day.group.style.display = day.tick === shown && map.row !== 2 ? "" : "none";
    map.title.textContent = `${map.row === 2 ? "Where base and what-if differ" : "Who holds what"} on ${dateOf(tick)}`;
    map.said.textContent = map.row === 2
      ? `${differing} locations have another holder in at least half of the runs.`
      : [...counts].sort((a, b) => b[1] - a[1]).map(([who, n]) => `${who} ${n}`).join(", ") + " locations. Supply as on " + dateOf(shown) + ".";
  }

  // Curves under the same clock.
  const cursors = $$("g[data-clock]").map(group => {
    const [x0, y0, x1, y1, day0, day1] = group.dataset.clock.split(" ").map(Number);
    const line = document.createElementNS(SVG, "line");
    line.setAttribute("class", "now"); line.setAttribute("y1", y0); line.setAttribute("y2", y1);
    group.append(line);
    const svg = group.ownerSVGElement;
    svg.addEventListener("click", event => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      if (point.x < x0 || point.x > x1 || point.y < y0 || point.y > y1) return;
      go(Math.round(day0 + (point.x - x0) / (x1 - x0) * (day1 - day0)) - data.startDay);
    });
    return tick => {
      const x = x0 + (data.startDay + tick - day0) / (day1 - day0) * (x1 - x0);
      line.setAttribute("x1", x.toFixed(2)); line.setAttribute("x2", x.toFixed(2));
      line.style.display = x < x0 || x > x1 ? "none" : "";
    };
  });

  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  function shares(s) {
    if (!s) return "";
    const parts = [];
    for (let i = 0; i < s.pairs.length; i += 2) parts.push([s.pairs[i + 1], name(s.pairs[i])]);
    if (s.all > 0) parts.push([s.all, "contested"]);
    return parts.sort((a, b) => b[0] - a[0]).map(([share, who]) => `${who} ${percent(share)}`).join(", ") || "nobody";
  }

  function tell(row) {
    state.chosen = row;
    $$(".areas .chosen").forEach(path => path.classList.remove("chosen"));
    const p = data.places[row];
    $$(`.areas [data-id="${CSS.escape(p.id)}"]`).forEach(path => path.classList.add("chosen"));
    const story = $("#story");
    story.replaceChildren(element("h3", p.name));
    const people = p.people > 0 ? `, ${p.people.toLocaleString("en-US")} people` : "";
    story.append(element("p", `${p.kind} in ${p.country}${people}. Source: ${p.source || "not given"}. Confidence: ${p.confidence || "not given"}.`, { class: "note facts-of-place" }));
    const columns = element("div", undefined, { class: "columns" });
    for (const result of data.results) {
      const column = element("div");
      if (result.label) column.append(element("h4", result.label));
      column.append(element("p", "", { class: "today" }));
      const told = result.stories[row];
      for (const fate of told.fates ?? []) column.append(element("p", fate));
      if (!(told.fates ?? []).length) column.append(element("p", "It changes hands in none of the runs."));
      if ((told.lines ?? []).length) {
        column.append(element("p", result.runs > 1 ? "In the first run:" : "In this run:", { class: "note" }));
        const list = element("ol");
        for (const [tick, text] of told.lines) {
          const line = element("li", undefined, { "data-tick": tick });
          const button = element("button", dateOf(tick).replace(/^(\d+ ...)[a-z]*/, "$1"), { type: "button" });
          button.addEventListener("click", () => go(tick));
          line.append(button, text);
          list.append(line);
        }
        column.append(list);
      }
      columns.append(column);
    }
    story.append(columns);
    today();
  }

  function today() {
    if (state.chosen < 0) return;
    $$("#story .today").forEach((line, i) => line.textContent = `On ${dateOf(state.tick)}: ${shares(at(data.results[i], state.chosen, state.tick))}.`);
    $$("#story li[data-tick]").forEach(line => line.classList.toggle("ahead", Number(line.dataset.tick) > state.tick));
  }

  // The table twin is filled only while it is open.
  const twin = $("#twin");
  function fillTwin() {
    if (!twin.open) return;
    $(".when", twin).textContent = dateOf(state.tick);
    const body = $("tbody", twin);
    if (!body.children.length) {
      data.places.forEach((p, row) => {
        if (p.kind === "refuge") return;
        const line = element("tr"), head = element("th", undefined, { scope: "row" });
        const button = element("button", p.name, { type: "button" });
        button.addEventListener("click", () => { tell(row); $("#story").scrollIntoView({ block: "nearest" }); });
        head.append(button);
        line.append(head, element("td", p.country));
        data.results.forEach(() => line.append(element("td"), element("td", undefined, { class: "number" })));
        line.dataset.row = row;
        body.append(line);
      });
    }
    for (const line of body.children) {
      data.results.forEach((result, i) => {
        const s = at(result, Number(line.dataset.row), state.tick);
        line.children[2 + 2 * i].textContent = words(s);
        line.children[3 + 2 * i].textContent = s ? percent(s.share) : "";
      });
    }
  }
  twin.addEventListener("toggle", fillTwin);

  const slider = $("#day"), date = $("#date"), play = $("#play");
  function go(tick) {
    state.tick = Math.max(0, Math.min(data.ticks, tick));
    slider.value = state.tick;
    slider.setAttribute("aria-valuetext", dateOf(state.tick));
    date.textContent = dateOf(state.tick);
    // Part of the name of a saved picture.
    for (const map of maps) map.figure.dataset.day = new Date(first + state.tick * 864e5).toISOString().slice(0, 10);
    maps.forEach(paint);
    cursors.forEach(move => move(state.tick));
    today();
    fillTwin();
  }

  let before = 0;
  function frame(now) {
    if (!state.playing) return;
    const days = Math.floor((now - before) / 1000 * Number($("#speed").value));
    if (days > 0) {
      before = now;
      if (state.tick >= data.ticks) { run(false); return; }
      go(state.tick + days);
    }
    requestAnimationFrame(frame);
  }
  function run(on) {
    state.playing = on;
    play.textContent = on ? "Pause" : "Play";
    // A screen reader would read every day aloud.
    date.setAttribute("aria-live", on ? "off" : "polite");
    if (!on) return;
    if (state.tick >= data.ticks) go(0);
    before = performance.now();
    requestAnimationFrame(frame);
  }

  play.addEventListener("click", () => run(!state.playing));
  $("#back").addEventListener("click", () => go(state.tick - 1));
  $("#next").addEventListener("click", () => go(state.tick + 1));
  slider.addEventListener("input", () => go(Number(slider.value)));
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, .tall")) return;
    if (event.key === " " && event.target.closest("button, summary, a")) return;
    const step = { " ": 0, ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7, Home: -data.ticks, End: data.ticks }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (step === 0) run(!state.playing); else go(state.tick + step);
  });

  // Choosing and hovering.
  const tip = element("div", "", { id: "tip", hidden: "" });
  document.body.append(tip);
  for (const map of maps) {
    const rowOf = event => place.get(event.target.closest?.("[data-id]")?.dataset.id);
    map.svg.addEventListener("click", event => { const row = rowOf(event); if (row !== undefined) tell(row); });
    map.svg.addEventListener("pointermove", event => {
      const row = rowOf(event);
      tip.hidden = row === undefined;
      if (row === undefined) return;
      tip.textContent = `${data.places[row].name}: ` + (map.row === 2
        ? `holder differs in ${percent(difference(row, state.tick))} of the runs` : shares(at(data.results[map.row], row, state.tick)));
      tip.style.left = `${Math.min(event.clientX + 12, innerWidth - 290)}px`;
      tip.style.top = `${event.clientY + 14}px`;
    });
    map.svg.addEventListener("pointerleave", () => tip.hidden = true);
  }

  // The view: a larger map in a window that scrolls; all maps scroll together.
  const windows = $$(".window");
  function look(choice) {
    const zoom = choice === "focus" ? (innerWidth < 640 ? 4 : maps.length > 1 ? 2 : 2.4) : Number(choice);
    document.documentElement.style.setProperty("--zoom", zoom);
    const [x, y] = choice === "focus" ? data.focus : [0.5, 0.5];
    for (const one of windows) {
      one.scrollLeft = x * one.scrollWidth - one.clientWidth / 2;
      one.scrollTop = y * one.scrollHeight - one.clientHeight / 2;
    }
  }
  let leader = null;
  for (const one of windows) one.addEventListener("scroll", () => {
    if (leader && leader !== one) return;
    leader = one;
    for (const other of windows) if (other !== one) { other.scrollLeft = one.scrollLeft; other.scrollTop = one.scrollTop; }
    requestAnimationFrame(() => leader = null);
  });
  const zoom = $("#zoom");
  if (!data.focus) zoom.lastElementChild.remove();
  zoom.addEventListener("change", () => look(zoom.value));
  document.documentElement.style.setProperty("--shape", (data.mapBox[2] / data.mapBox[3]).toFixed(4));
  if (innerWidth < 640 || maps.length > 1) { zoom.value = data.focus ? "focus" : "2"; look(zoom.value); }

  go(state.tick);
  if (place.has(data.first)) tell(place.get(data.first));
  window.controlsim = { go, tell, state };
})();
