import ClusterModel
import Foundation
import Testing

@testable import ControllerHTTP

@Suite struct StatusPageTests {
    private static let page = StatusPage.document(nonce: "n0nce")

    /// What could read a name as markup or run it.
    @Test func theScriptBuildsTextOnly() {
        for banned in [
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser",
            "createContextualFragment", "javascript:", ".srcdoc", "setAttribute(\"on", "setAttribute(\"style",
        ] {
            #expect(!Self.page.contains(banned), "\(banned)")
        }
        #expect(!Self.page.contains(#/<[a-z]+[^>]* (?:on[a-z]+|style)=/#), "no attribute runs or styles anything")
    }

    @Test func nothingComesFromElsewhere() {
        let outside = Self.page.matches(of: #/https?://[^"' ]+/#).map { String($0.0) }
        #expect(Set(outside) == ["http://www.w3.org/2000/svg"], "the name of SVG's elements is no address")
        #expect(Self.page.matches(of: /nonce="n0nce"/).count == 2)
        #expect(Self.page.utf8.count < 40_000)
    }

    @Test func theContentSecurityPolicyAllowsItsOwnScriptOnly() {
        let policy = StatusPage.reply(nonce: "n0nce").headers.first?.1 ?? ""
        #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'nonce-n0nce';"))
        #expect(!policy.contains("unsafe") && !policy.contains("*"))
    }

    /// WCAG 2.2, 1.4.3: 4.5 to 1 for text of this size.
    @Test func textHasContrastInBothThemes() throws {
        let style = StatusPage.style
        let themes = style.matches(of: /:root\{(--[^}]+)\}/).prefix(2).map { match in
            Dictionary(
                uniqueKeysWithValues: match.1.matches(of: /--(\w+):#([0-9a-f]{3,6})/).map {
                    (String($0.1), Self.luminance(String($0.2)))
                })
        }
        try #require(themes.count == 2)
        let pairs = [
            ("text", "bg"), ("text", "panel"), ("dim", "bg"), ("dim", "panel"), ("good", "panel"), ("bad", "panel"),
            ("warn", "panel"), ("good", "goodbg"), ("bad", "badbg"), ("warn", "warnbg"), ("good", "bg"), ("bad", "bg"),
            ("warn", "bg"), ("accent", "panel"),
        ]
        for theme in themes {
            for (front, back) in pairs {
                let (one, other) = (try #require(theme[front]), try #require(theme[back]))
                let contrast = (max(one, other) + 0.05) / (min(one, other) + 0.05)
                #expect(contrast >= 4.5, "\(front) on \(back): \(contrast)")
            }
        }
    }

    private static func luminance(_ color: String) -> Double {
        let digits = color.count == 3 ? color.flatMap { [$0, $0] } : Array(color)
        let parts = stride(from: 0, to: 6, by: 2).map { index -> Double in
            let value = Double(Int(String(digits[index...index + 1]), radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}

/// The page in a browser without a window.
@Suite(.serialized) struct StatusPageBrowserTests {
    private static let chromium = "/usr/bin/chromium"
    private static var isThere: Bool { FileManager.default.isExecutableFile(atPath: chromium) }

    /// Names and messages that would run, were they read as markup.
    private static let hostile =
        #"<img src=x onerror="document.title='broken'"></script><script>document.title='broken'</script>"#

    private static var status: JSON {
        [
            "cluster": .string("c" + hostile), "exitCode": 4, "verdict": "Stalled",
            "resources": [
                [
                    "kind": "Host", "name": .string("h" + hostile), "sync": .string("s" + hostile), "health": "Failed",
                    "conditions": [["type": "Stalled", "status": true, "message": .string("m" + hostile)]],
                    "facts": [
                        "gluster": .null,
                        "disks": [["name": .string("d" + hostile), "state": .string(hostile), "space": .null]],
                    ],
                ],
                [
                    "kind": "GlusterVolume", "name": .string("v" + hostile), "sync": "Synced", "health": "Healthy",
                    "conditions": [],
                    "facts": [
                        "state": "started", "healBacklog": 3,
                        "sets": [[["host": .string("b" + hostile), "path": .string(hostile), "running": true]]],
                    ],
                ],
            ],
            "differences": [
                [
                    "resource": .string("r" + hostile), "field": .string("f" + hostile), "observed": .string(hostile),
                    "desired": .null,
                ]
            ],
            "steps": [
                ["summary": .string("t" + hostile), "host": .null, "commands": [[.string("a" + hostile)]]]
            ],
            "held": [
                [
                    "resource": "x", "step": .null,
                    "waitingOn": [["reason": "R", "message": .string("w" + hostile)]],
                ]
            ],
            "unknown": [],
            "controller": [
                "acting": false, "observing": ["message": .string("o" + hostile)], "term": .null,
                "revision": .null, "problems": [.string("p" + hostile)], "observedAt": "2026-11-28T12:00:00Z",
            ],
        ]
    }

    private static func dom(_ port: Int) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "hcctl-dom-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: file) }
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        let process = Process()
        process.executableURL = URL(filePath: chromium)
        process.arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--user-data-dir=\(file.path)-profile", "--virtual-time-budget=4000", "--dump-dom",
            "http://127.0.0.1:\(port)/",
        ]
        defer { try? FileManager.default.removeItem(atPath: file.path + "-profile") }
        process.standardOutput = try FileHandle(forWritingTo: file)
        process.standardError = FileHandle.nullDevice
        try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test(.enabled(if: isThere, "apt-get install chromium"), .timeLimit(.minutes(2)))
    func hostileNamesAreShownAsText() async throws {
        let answers = HostileAnswers(document: Self.status, text: Self.hostile)
        let page = try await TestServer.with(answers: answers) { try await Self.dom($0) }
        let body = try #require(page.firstRange(of: "<body>")).lowerBound
        let shown = page[body...]
        let script = try #require(shown.firstRange(of: "<script nonce")).lowerBound
        let markup = shown[..<script]
        #expect(!markup.contains("<img") && !markup.contains("<script"))
        #expect(!page.contains("<title>broken"))
        for letter in ["h", "m", "d", "v", "b", "r", "f", "t", "a", "w", "o", "p", "c"] {
            #expect(markup.contains("\(letter)&lt;img src=x"), "\(letter) is shown")
        }
        #expect(markup.contains("0 of 2 resources are ready"))
        #expect(markup.contains("e&lt;img src=x"), "the event is shown")
    }
}

struct HostileAnswers: APIAnswers {
    let document: JSON
    let text: String

    var isReady: Bool { true }
    func status() -> JSON? { document }
    func plan() -> JSON? { document }
    func resources(kind: ResourceKind?) -> JSON? { document }
    func resource(_ resource: ResourceID) -> JSON? { document }
    func history(limit: Int) -> JSON {
        [
            "runs": [
                [
                    "run": 1, "command": .string(text), "began": "2026-11-28T12:00:00Z", "ended": .null, "steps": 1,
                    "verdict": .string(text),
                ]
            ]
        ]
    }
    func samples(limit: Int) -> JSON {
        ["samples": [["at": "2026-11-28T12:00:00Z", "volume": .string(text), "healBacklog": 3]]]
    }
    func events(after number: Int64, limit: Int) -> [APIEvent] {
        let event: JSON = [
            "time": "2026-11-28T12:00:00Z", "level": "error", "event": .string("e" + text), "message": .string(text),
        ]
        return number < 1 ? [APIEvent(number: 1, name: "E", json: event.compact)] : []
    }
    func nextEvents(after number: Int64, within limit: Duration) async -> [APIEvent] {
        try? await Task.sleep(for: .seconds(1))
        return events(after: number, limit: 1)
    }
    func reconcile(within limit: Duration) async -> JSON { [:] }
    func metrics() -> String { "" }
}
