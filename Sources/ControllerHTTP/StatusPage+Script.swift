extension StatusPage {
    static let script = ["\"use strict\";", scriptBasics, scriptSections, scriptHeal, scriptLive].joined(
        separator: "\n")

    private static let scriptBasics = #"""
        const byId = (id) => document.getElementById(id);
        const el = (name, attributes, ...children) => {
          const node = document.createElement(name);
          for (const [key, value] of Object.entries(attributes || {})) if (value !== null) node.setAttribute(key, value);
          node.append(...children.flat().filter((child) => child !== null && child !== undefined));
          return node;
        };
        const show = (id, ...children) => byId(id).replaceChildren(...children.flat());
        const dim = (text) => el("p", { class: "dim" }, text);
        const size = (bytes) => {
          const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
          let unit = 0;
          while (bytes >= 1024 && unit < units.length - 1) { bytes /= 1024; unit += 1; }
          return (bytes >= 10 || unit === 0 ? Math.round(bytes) : bytes.toFixed(1)) + " " + units[unit];
        };
        const clock = (text) => new Date(text).toLocaleTimeString([], { hour12: false });
        const stamp = (text) => el("time", { datetime: text, title: text }, clock(text));
        const healthClass = { healthy: "good", degraded: "warn", progressing: "warn", failed: "bad", unknown: "bad" };
        const word = (text, kind) => el("span", { class: kind || null }, text);
        const sync = (text) => word(text, text.toLowerCase() === "synced" ? "good" : "warn");
        const health = (text) => word(text, healthClass[text.toLowerCase()] || "warn");
        const isReady = (resource) => resource.conditions.some((c) => c.type === "Ready" && c.status);
        const table = (caption, heads, rows) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
          el("table", {}, el("thead", {}, el("tr", {}, heads.map((h) => el("th", { scope: "col" }, h)))),
            el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, index) =>
              el(index === 0 ? "th" : "td", index === 0 ? { scope: "row" } : {}, cell)))))));
        const used = (space) => {
          if (!space || !space.total) return "?";
          const part = Math.ceil(100 * (space.total - space.free) / space.total);
          const label = part + " % of " + size(space.total);
          return [el("meter", { min: 0, max: 100, low: 80, high: 90, optimum: 0, value: part, "aria-label": label }), " " + label];
        };
        """#

    private static let scriptSections = #"""
        const facts = (resource) => resource.facts || {};
        const ofKind = (state, kind) => state.resources.filter((r) => r.kind === kind && (!byId("only").checked || !isReady(r)));
        const none = (what) => dim(byId("only").checked ? "All " + what + " are ready." : "No " + what + ".");
        const messages = (resource) => resource.conditions.filter((c) => c.status && c.type !== "Ready" && c.message);

        const drawHosts = (state) => {
          const rows = ofKind(state, "Host").map((host) => [
            host.name, sync(host.sync), health(host.health),
            facts(host).peersConnected === undefined ? word("no answer", "bad") : String(facts(host).peersConnected),
            (facts(host).disks || []).map((disk) => el("div", {}, disk.name + " ",
              word(disk.state, disk.state === "mounted" ? "good" : "bad"), " ", used(disk.space))),
          ]);
          show("hosts", rows.length ? table("Hosts", ["Host", "Sync", "Health", "Peers", "Disks"], rows) : none("hosts"));
        };
        const brickState = (brick) => brick.running === true ? word("runs", "good")
          : brick.running === false ? word("is down", "bad") : word("unknown", "warn");
        const drawSets = (sets) => (sets || []).map((set, index) => el("div", { class: "set" },
          el("span", { class: "dim" }, "set " + (index + 1)), set.map((brick) => el("span", { title: brick.path },
            brick.host + (brick.arbiter ? " (arbiter) " : " "), brickState(brick),
            brick.healBacklog ? word(", " + brick.healBacklog + " to heal", "warn") : null))));
        const drawVolumes = (state) => {
          const rows = ofKind(state, "GlusterVolume").map((volume) => [
            volume.name, sync(volume.sync), health(volume.health), facts(volume).state || "unknown",
            facts(volume).healBacklog === null || facts(volume).healBacklog === undefined ? word("unknown", "warn")
              : facts(volume).healBacklog === 0 ? "0" : word(String(facts(volume).healBacklog), "warn"),
            used(facts(volume).space), drawSets(facts(volume).sets),
          ]);
          show("volumes", rows.length
            ? table("Volumes", ["Volume", "Sync", "Health", "State", "To heal", "Used", "Replica sets"], rows) : none("volumes"));
        };
        const drawAddresses = (state) => {
          const clusters = state.resources.filter((r) => r.kind === "CTDBCluster");
          byId("s-addresses").hidden = !clusters.length;
          const rows = clusters.flatMap((ctdb) => (facts(ctdb).addresses || []).map((address) => [
            address.address,
            address.holders.length === 1 ? word(address.holders[0], "good")
              : address.holders.length === 0 ? word("no host", "bad") : word(address.holders.join(", ") + " at once", "bad"),
            (facts(ctdb).nodes || []).map((node) => el("span", {}, node.host + " ", node.flags === null ? word("unknown", "bad")
              : node.flags.length ? word(node.flags.join(", "), "warn") : word("OK", "good"), "; ")),
          ]));
          show("addresses", table("Addresses", ["Address", "Held by", "Nodes"], rows));
        };
        const drawOthers = (state) => {
          const own = ["Host", "GlusterVolume", "CTDBCluster"];
          const rows = state.resources.filter((r) => !own.includes(r.kind) && (!byId("only").checked || !isReady(r)))
            .map((r) => [r.kind + "/" + r.name, sync(r.sync), health(r.health)]);
          byId("s-others").hidden = !rows.length;
          show("others", table("Other resources", ["Resource", "Sync", "Health"], rows));
        };
        const drawAttention = (state) => {
          const concerned = new Map();
          const add = (text, who) => concerned.set(text, [...new Set([...(concerned.get(text) || []), who])]);
          for (const r of state.resources) if (r.kind !== "Cluster") for (const c of messages(r)) add(c.message, r.kind + "/" + r.name);
          for (const fact of state.unknown) add(fact.message, fact.resource);
          const problems = state.controller.problems.map((text) => el("li", { class: "bad" }, "The newest manifests are not in force: " + text));
          const lines = [...concerned].map(([text, who]) => el("li", {}, el("strong", {}, who.slice(0, 4).join(", ")
            + (who.length > 4 ? " and " + (who.length - 4) + " more" : "") + ": "), text));
          show("attention", problems.length + lines.length ? el("ul", { class: "plain" }, problems, lines) : dim("Nothing."));
        };
        const drawDifferences = (state) => {
          const rows = state.differences.map((d) => [d.resource + (d.host ? " on " + d.host : ""), el("code", {}, d.field),
            d.observed === null ? word("nothing", "dim") : el("code", {}, d.observed),
            d.desired === null ? word("nothing", "dim") : el("code", {}, d.desired)]);
          show("differences", rows.length ? table("Differences", ["Resource", "Field", "Observed", "Declared"], rows)
            : dim("None."));
        };
        const step = (one) => el("li", {}, el("details", {}, el("summary", {}, one.summary + (one.host ? " (" + one.host + ")" : "")),
          el("ul", { class: "plain" }, one.commands.map((argv) => el("li", {}, el("code", {}, argv.join(" ")))))));
        const drawPlan = (state) => {
          const parts = [];
          const list = (title, items) => items.length && parts.push(el("h3", {}, title), el("ul", {}, items));
          list("Running", (state.running || []).map(step));
          list("Ready", state.steps.map(step));
          list("Held", state.held.map((held) => el("li", {}, held.step ? held.step.summary : held.resource,
            el("ul", {}, held.waitingOn.map((why) => el("li", {}, word(why.reason, "warn"), ": " + why.message,
              why.since ? [" since ", stamp(why.since)] : null))))));
          show("plan", parts.length ? parts : dim("Nothing is left to do."));
        };
        const drawRuns = (history) => {
          const rows = history.runs.map((run) => [String(run.run), run.command, stamp(run.began),
            run.ended ? ((new Date(run.ended) - new Date(run.began)) / 1000).toFixed(1) + " s" : "not ended",
            String(run.steps), run.verdict || ""]);
          show("runs", rows.length ? table("Runs", ["Run", "Command", "Began", "Took", "Steps", "Ended as"], rows) : dim("None yet."));
        };
        """#

    private static let scriptHeal = #"""
        const svg = (name, attributes, ...children) => {
          const node = document.createElementNS("http://www.w3.org/2000/svg", name);
          for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
          node.append(...children);
          return node;
        };
        const drawHeal = (document_) => {
          const volumes = new Map();
          for (const s of document_.samples) volumes.set(s.volume, [...(volumes.get(s.volume) || []), s]);
          if (!document_.samples.length) return show("heal", dim("No sample yet."));
          const times = document_.samples.map((s) => Date.parse(s.at));
          const first = Math.min(...times), span = Math.max(1, Date.now() - first);
          const most = Math.max(1, ...document_.samples.map((s) => s.healBacklog));
          const x = (t) => 40 + 550 * (t - first) / span, y = (n) => 130 - 115 * n / most;
          const now = [...volumes].map(([name, samples]) => name + " " + samples.at(-1).healBacklog).join(", ");
          const plot = svg("svg", { viewBox: "0 0 600 150", role: "img", "aria-label": "Entries to heal over time; now: " + now });
          for (const n of [0, most]) plot.append(svg("line", { class: "axis", x1: 40, x2: 590, y1: y(n), y2: y(n) }),
            svg("text", { x: 34, y: y(n) + 4, "text-anchor": "end" }, String(n)));
          plot.append(svg("text", { x: 40, y: 146 }, clock(new Date(first).toISOString())),
            svg("text", { x: 590, y: 146, "text-anchor": "end" }, "now"));
          const legend = el("ul", { class: "legend" });
          [...volumes].forEach(([name, samples], index) => {
            const style = "curve c" + index % 5 + " d" + index % 5;
            let path = "", last = null;
            for (const s of samples) {
              path += last === null ? "M" + x(Date.parse(s.at)) + " " + y(s.healBacklog)
                : "H" + x(Date.parse(s.at)) + "V" + y(s.healBacklog);
              last = s;
            }
            plot.append(svg("path", { class: style, d: path + "H590" }));
            legend.append(el("li", {}, svg("svg", { viewBox: "0 0 30 8", "aria-hidden": "true" },
              svg("path", { class: style, d: "M0 4H30" })), name + ": " + samples.at(-1).healBacklog + " now, at most "
              + Math.max(...samples.map((s) => s.healBacklog))));
          });
          show("heal", plot, legend);
        };
        """#

    private static let scriptLive = #"""
        let secret = sessionStorage.getItem("token"), state = null, lastEvent = null, pending = null, wait = 1000;
        const headers = (more) => Object.assign(secret ? { Authorization: "Bearer " + secret } : {}, more);
        const fail = (text) => { byId("failure").hidden = !text; byId("failure").textContent = text || ""; };
        const ask = async (path, options) => {
          const answer = await fetch(path, Object.assign({ headers: headers({}), cache: "no-store" }, options));
          if (answer.status === 401) { byId("token").hidden = false; throw new Error("A bearer token is needed."); }
          const document_ = await answer.json();
          if (!answer.ok) throw new Error(document_.detail);
          return document_;
        };
        const drawHead = () => {
          const ready = state.resources.filter(isReady).length, all = state.resources.length;
          const kind = state.exitCode === 0 ? "good" : state.exitCode === 3 ? "bad" : "warn";
          const text = ready === all ? "All " + all + " resources are ready" : ready + " of " + all + " resources are ready";
          if (byId("state").textContent !== text) byId("state").textContent = text;
          byId("state").className = "state " + kind;
          byId("title").textContent = "Cluster " + state.cluster;
          document.title = (kind === "good" ? "" : "! ") + state.cluster + " – hcctl";
          const c = state.controller;
          show("acting", c.acting ? "The controller acts" + (c.term === null ? "" : ", term " + c.term)
            : word("The controller only observes: " + (c.observing ? c.observing.message : ""), "warn"),
            c.revision ? "; revision " + c.revision.digest : "");
        };
        const drawAge = () => {
          if (!state) return;
          const seconds = Math.max(0, Math.round((Date.now() - Date.parse(state.controller.observedAt)) / 1000));
          byId("age").textContent = "observed " + seconds + " s ago";
          byId("age").className = seconds > 180 ? "bad" : "dim";
        };
        const draw = () => {
          for (const part of [drawHead, drawAge, drawAttention, drawHosts, drawVolumes, drawAddresses, drawOthers,
            drawDifferences, drawPlan]) part(state);
        };
        const keepOpen = (work) => {
          const open = new Set([...document.querySelectorAll("details[open] summary")].map((s) => s.textContent));
          work();
          for (const s of document.querySelectorAll("details summary")) if (open.has(s.textContent)) s.parentElement.open = true;
        };
        const refresh = async () => {
          pending = null;
          try {
            const [status, samples, history] = await Promise.all([ask("/api/v1/status"), ask("/api/v1/samples?limit=1000"),
              ask("/api/v1/history?limit=10")]);
            state = status;
            keepOpen(draw);
            drawHeal(samples);
            drawRuns(history);
            fail("");
          } catch (error) { fail(error.message); }
        };
        const soon = () => { if (pending === null) pending = setTimeout(refresh, 300); };
        const addEvent = (text) => {
          const event = JSON.parse(text), list = byId("events");
          const kind = event.level === "error" ? "bad" : event.level === "warning" ? "warn" : null;
          list.prepend(el("li", {}, stamp(event.time), word(event.event, kind), ": " + event.message));
          while (list.children.length > 200) list.lastChild.remove();
        };
        const receive = (block) => {
          const fields = block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]);
          const get = (name) => (fields.find((f) => f[0] === name) || [])[1];
          if (get("id")) lastEvent = get("id");
          if (get("data")) { addEvent(get("data")); soon(); }
        };
        const follow = async () => {
          try {
            if (lastEvent === null) {
              const past = await ask("/api/v1/events?limit=50");
              for (const event of past.events) { addEvent(event.data); lastEvent = String(event.id); }
            }
            const more = { Accept: "text/event-stream" };
            if (lastEvent !== null) more["Last-Event-ID"] = lastEvent;
            const answer = await fetch("/api/v1/events", { headers: headers(more), cache: "no-store" });
            if (!answer.ok) throw new Error("the stream of events is refused");
            const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
            byId("stream").textContent = "Live.";
            wait = 1000;
            for (let rest = ""; ;) {
              const { done, value } = await reader.read();
              if (done) break;
              const blocks = (rest + value).split("\n\n");
              rest = blocks.pop();
              blocks.forEach(receive);
            }
          } catch (error) { /* Said below: it is tried again. */ }
          byId("stream").textContent = "Not live: connecting again.";
          setTimeout(follow, wait);
          wait = Math.min(30000, wait * 2);
        };
        byId("token").addEventListener("submit", (event) => {
          event.preventDefault();
          secret = byId("secret").value;
          sessionStorage.setItem("token", secret);
          byId("token").hidden = true;
          refresh();
          follow();
        });
        byId("only").addEventListener("change", () => { if (state) draw(); });
        byId("reconcile").addEventListener("click", async () => {
          byId("reconcile").disabled = true;
          try { await ask("/api/v1/reconcile", { method: "POST" }); await refresh(); } catch (error) { fail(error.message); }
          byId("reconcile").disabled = false;
        });
        setInterval(drawAge, 1000);
        setInterval(soon, 10000);
        refresh();
        follow();
        """#
}
