/// The status page: one document without any outside resource. It holds no data; its script asks the API and builds
/// everything as text nodes, so that no name is ever read as markup.
enum StatusPage {
    static func reply(nonce: String) -> APIReply {
        var reply = APIReply.text(document(nonce: nonce), contentType: "text/html; charset=utf-8")
        reply.headers = [
            (
                APIReply.contentSecurityPolicy,
                "default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; connect-src 'self'; "
                    + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            )
        ]
        return reply
    }

    static func document(nonce: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>hcctl</title>
        <link rel="icon" href="data:,">
        <style nonce="\(nonce)">\(style)</style>
        </head>
        \(body)
        <script nonce="\(nonce)">\(script)</script>
        </html>

        """
    }

    private static let body = #"""
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
        <h1 id="title">hcctl</h1>
        <p id="state" class="state" role="status" aria-live="polite">Loading</p>
        <p id="acting"></p>
        <p id="age" class="dim"></p>
        <div class="tools">
        <label><input type="checkbox" id="only"> Only what is not ready</label>
        <button type="button" id="reconcile">Observe now</button>
        </div>
        <form id="token" hidden>
        <label for="secret">Bearer token</label>
        <input id="secret" type="password" autocomplete="off" spellcheck="false">
        <button type="submit">Use</button>
        </form>
        <p id="failure" class="bad" role="alert" hidden></p>
        </header>
        <main id="main" tabindex="-1">
        <section class="wide" aria-labelledby="h-attention"><h2 id="h-attention">Needs attention</h2><div id="attention"></div></section>
        <section aria-labelledby="h-hosts"><h2 id="h-hosts">Hosts</h2><div id="hosts"></div></section>
        <section class="wide" aria-labelledby="h-volumes"><h2 id="h-volumes">Volumes</h2><div id="volumes"></div></section>
        <section aria-labelledby="h-addresses" id="s-addresses" hidden>
        <h2 id="h-addresses">Virtual IP addresses</h2><div id="addresses"></div></section>
        <section aria-labelledby="h-others" id="s-others" hidden>
        <h2 id="h-others">Other resources</h2><div id="others"></div></section>
        <section aria-labelledby="h-differences"><h2 id="h-differences">Differences</h2><div id="differences"></div></section>
        <section class="wide" aria-labelledby="h-plan"><h2 id="h-plan">Plan</h2><div id="plan"></div></section>
        <section aria-labelledby="h-heal"><h2 id="h-heal">Heal backlog</h2><div id="heal"></div></section>
        <section aria-labelledby="h-runs"><h2 id="h-runs">Runs</h2><div id="runs"></div></section>
        <section class="wide" aria-labelledby="h-events"><h2 id="h-events">Events</h2>
        <p id="stream" class="dim"></p><ol id="events" role="log" aria-live="off" tabindex="0" aria-labelledby="h-events"></ol>
        </section>
        </main>
        </body>
        """#
}
