import ClusterModel
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ControllerHTTP

/// The server over real sockets of this machine.
@Suite(.serialized) struct APIServerTests {
    private static let secret = String(repeating: "token", count: 8)

    private func withServer(
        token: BearerToken? = nil, answers: CannedAnswers = CannedAnswers(),
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        try await TestServer.with(token: token, answers: answers) { try await body($0) }
    }

    /// One exchange by curl(1), with its status line and headers. Its output goes to a file: a task that blocks would take
    /// a thread from the server.
    private static func curl(_ port: Int, _ path: String, _ options: [String] = []) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "hcctl-curl-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: file) }
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/curl")
        process.arguments = ["-s", "-i", "--max-time", "10"] + options + ["http://127.0.0.1:\(port)\(path)"]
        process.standardOutput = try FileHandle(forWritingTo: file)
        process.standardError = FileHandle.nullDevice
        try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return try String(contentsOf: file, encoding: .utf8).replacing("\r\n", with: "\n")
    }

    @Test(arguments: [
        ("/healthz", "200", "ok"), ("/readyz", "200", "ok"), ("/metrics", "200", "hcctl_up 1"),
        ("/api/v1/status", "200", "\"status\""), ("/api/v1/plan", "200", "\"plan\""),
        ("/api/v1/resources", "200", "\"resources\": null"), ("/api/v1/resources?kind=Host", "200", "\"Host\""),
        ("/api/v1/resources/Host/host1", "200", "\"Host/host1\""), ("/api/v1/resources/Host/x", "404", "no manifest"),
        ("/api/v1/resources/Nothing/x", "404", "no such kind"), ("/api/v1/history?limit=7", "200", "\"limit\": 7"),
        ("/api/v1/samples", "200", "\"limit\": 100"), ("/api/v1/events?after=1", "200", "\"id\": 2"),
        ("/api/v1/openapi.json", "200", "3.1.0"), ("/", "200", "<!doctype html>"), ("/nothing", "404", "openapi.json"),
        ("/api/v1/status?x=1", "400", "no such parameter"), ("/api/v1/events?after=-1", "400", "0 or more"),
        ("/api/v1/history?limit=1001", "400", "1 to 1000"), ("/api/v1/history?limit=0", "400", "1 to 1000"),
        ("/api/v1/resources?kind=%3Cscript%3E", "400", "kind is one of"), ("/../etc/passwd", "404", "openapi.json"),
    ])
    func answers(_ path: String, _ status: String, _ text: String) async throws {
        try await withServer { port in
            let answer = try await Self.curl(port, path, ["--path-as-is"])
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
            #expect(answer.contains(text), "\(answer)")
            #expect(answer.lowercased().contains("x-content-type-options: nosniff"))
            #expect(answer.lowercased().contains("content-security-policy: default-src 'none'"))
        }
    }

    @Test func methods() async throws {
        try await withServer { port in
            #expect(try await Self.curl(port, "/api/v1/status", ["-X", "POST"]).hasPrefix("HTTP/1.1 405"))
            #expect(try await Self.curl(port, "/api/v1/reconcile").hasPrefix("HTTP/1.1 405"))
            let done = try await Self.curl(port, "/api/v1/reconcile", ["-X", "POST"])
            #expect(done.hasPrefix("HTTP/1.1 202") && done.contains("\"run\": 5"))
            let head = try await Self.curl(port, "/healthz", ["-I"])
            #expect(head.hasPrefix("HTTP/1.1 200") && !head.contains("ok"))
        }
    }

    @Test(arguments: [
        ("/readyz", "503"), ("/api/v1/status", "503"), ("/api/v1/plan", "503"), ("/api/v1/resources", "503"),
        ("/api/v1/resources/Host/x", "503"), ("/healthz", "200"), ("/metrics", "200"), ("/", "200"),
    ])
    func beforeTheFirstObservation(_ path: String, _ status: String) async throws {
        try await withServer(answers: CannedAnswers(isReady: false)) { port in
            let answer = try await Self.curl(port, path)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
        }
    }

    @Test func theTokenIsAskedFor() async throws {
        try await withServer(token: BearerToken(bytes: Array(Self.secret.utf8))) { port in
            let refused = try await Self.curl(port, "/api/v1/status")
            #expect(refused.hasPrefix("HTTP/1.1 401") && refused.lowercased().contains("www-authenticate: bearer"))
            #expect(!refused.contains(Self.secret))
            let header = ["-H", "Authorization: Bearer \(Self.secret)"]
            #expect(try await Self.curl(port, "/api/v1/status", header).hasPrefix("HTTP/1.1 200"))
            #expect(try await Self.curl(port, "/healthz").hasPrefix("HTTP/1.1 200"))
            #expect(
                try await Self.curl(port, "/api/v1/status", ["-H", "Host: evil.example.com"]).hasPrefix("HTTP/1.1 403"))
        }
    }

    @Test func limits() async throws {
        try await withServer { port in
            let header = ["-H", "X-Long: \(String(repeating: "x", count: HTTPLimits.headerBytes))"]
            #expect(try await !Self.curl(port, "/healthz", header).hasPrefix("HTTP/1.1 200"))
            let many = (0...HTTPLimits.headerFields).flatMap { ["-H", "X-\($0): y"] }
            #expect(try await !Self.curl(port, "/healthz", many).hasPrefix("HTTP/1.1 200"))
            let body = ["-X", "POST", "-H", "Expect:", "--data", String(repeating: "x", count: 100_000)]
            _ = try await Self.curl(port, "/api/v1/reconcile", body)
            #expect(try await Self.curl(port, "/healthz").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func eventsAreStreamed() async throws {
        try await withServer { port in
            let options = ["-N", "-H", "Accept: text/event-stream", "--max-time", "2"]
            let stream = try await Self.curl(port, "/api/v1/events", options + ["-H", "Last-Event-ID: 1"])
            #expect(stream.lowercased().contains("content-type: text/event-stream"))
            #expect(stream.contains("id: 2\nevent: StepFinished\ndata: {\"n\":2}\n\n"))
            #expect(stream.contains("id: 3\n") && !stream.contains("id: 1\n"))
        }
    }

    @Test func streamsAreCounted() {
        let counter = StreamCounter()
        let first = counter.take(2)
        var second = counter.take(2)
        #expect(first != nil && second != nil && counter.take(2) == nil)
        second = nil
        #expect(counter.take(2) != nil && second == nil)
    }
}

/// Answers that say what was asked.
struct CannedAnswers: APIAnswers {
    var isReady = true

    func status() -> JSON? { isReady ? ["asked": "status"] : nil }
    func plan() -> JSON? { isReady ? ["asked": "plan"] : nil }
    func resources(kind: ResourceKind?) -> JSON? { isReady ? ["resources": JSON(kind?.rawValue)] : nil }
    func resource(_ resource: ResourceID) -> JSON? { resource.name == "host1" ? .string("\(resource)") : nil }
    func history(limit: Int) -> JSON { ["limit": .integer(limit)] }
    func samples(limit: Int) -> JSON { ["limit": .integer(limit)] }
    func events(after number: Int64, limit: Int) -> [APIEvent] {
        (1...3).filter { $0 > number }.suffix(limit).map {
            APIEvent(number: $0, name: "StepFinished", json: "{\"n\":\($0)}")
        }
    }

    func nextEvents(after number: Int64, within limit: Duration) async -> [APIEvent] {
        let ready = events(after: number, limit: 9)
        if ready.isEmpty { try? await Task.sleep(for: .seconds(60)) }
        return ready
    }

    func reconcile(within limit: Duration) async -> JSON { ["run": 5] }
    func metrics() -> String { "# TYPE hcctl_up gauge\nhcctl_up 1\n" }
}
