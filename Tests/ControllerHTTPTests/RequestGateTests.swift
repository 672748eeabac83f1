import Foundation
import Testing

@testable import ControllerHTTP

@Suite struct RequestGateTests {
    private static let token = BearerToken(bytes: Array(secret.utf8))
    private static let secret = "0123456789abcdef0123456789abcdef"

    private static func headers(_ host: String?, _ origin: String? = nil, _ authorization: String? = nil)
        -> RequestGate.Headers
    {
        RequestGate.Headers(host: host, origin: origin, authorization: authorization)
    }

    /// A page of another site can make a browser send requests to this machine; neither is answered.
    @Test(
        arguments: [
            ("127.0.0.1:9643", nil, nil), ("localhost:9643", nil, nil), ("[::1]:9643", nil, nil),
            ("localhost", nil, nil),
            ("127.0.0.1:9643", "http://127.0.0.1:9643", nil),
            ("evil.example.com:9643", nil, .foreignHost), ("127.0.0.1.evil.example.com", nil, .foreignHost),
            (nil, nil, .foreignHost),
            ("127.0.0.1:9643", "https://evil.example.com", .foreignOrigin), ("127.0.0.1:9643", "null", .foreignOrigin),
            ("127.0.0.1:9643", "http://127.0.0.1:8080", .foreignOrigin),
        ] as [(String?, String?, RequestGate.Refusal?)])
    func onLoopbackOnlyThisMachineIsAnswered(_ host: String?, _ origin: String?, _ refusal: RequestGate.Refusal?) {
        let gate = RequestGate(isLoopback: true, token: nil)
        #expect(gate.refusal(.status, Self.headers(host, origin)) == refusal)
        #expect(gate.refusal(.reconcile, Self.headers(host, origin)) == refusal)
    }

    @Test(
        arguments: [
            (nil, .noToken), ("Bearer \(secret)", nil), ("bearer \(secret)", nil), ("Basic \(secret)", .wrongToken),
            ("Bearer ", .wrongToken), ("Bearer \(secret)0", .wrongToken), ("Bearer \(secret.dropLast())", .wrongToken),
            ("Bearer \(secret.uppercased())", .wrongToken), (secret, .wrongToken),
        ] as [(String?, RequestGate.Refusal?)])
    func tokens(_ authorization: String?, _ refusal: RequestGate.Refusal?) {
        let gate = RequestGate(isLoopback: false, token: Self.token)
        let headers = Self.headers("host1:9643", nil, authorization)
        for route in [APIRoute.status, .plan, .metrics, .events, .history, .samples, .reconcile, .resources] {
            #expect(gate.refusal(route, headers) == refusal)
        }
        for route in [APIRoute.page, .health, .ready, .openAPI] { #expect(gate.refusal(route, headers) == nil) }
    }

    @Test func aTokenIsNotPrinted() {
        #expect(!"\(Self.token)".contains(Self.secret))
        #expect(!String(reflecting: HTTPSettings.Problem(description: "x")).contains(Self.secret))
    }
}

@Suite struct BearerTokenTests {
    private let file = FileManager.default.temporaryDirectory.appending(
        path: "hcctl-token-\(UInt64.random(in: 0 ... .max))"
    ).path

    private func write(_ text: String, _ mode: Int) throws {
        try Data(text.utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }

    @Test func theFirstLineIsTheToken() throws {
        defer { try? FileManager.default.removeItem(atPath: file) }
        let secret = String(repeating: "s3cret", count: 6)
        try write(secret + "\nsecond\n", 0o600)
        #expect(try BearerToken(file: file).matches(authorization: "Bearer " + secret))
    }

    @Test(arguments: [
        (String(repeating: "x", count: 40), 0o640, "chmod 600"),
        (String(repeating: "x", count: 40), 0o604, "chmod 600"),
        ("short", 0o600, "openssl rand"), (String(repeating: "x y", count: 20), 0o600, "spaces"),
        (String(repeating: "x", count: 5000), 0o600, "longer"), ("", 0o600, "openssl rand"),
    ])
    func otherFilesAreRefused(_ text: String, _ mode: Int, _ words: String) throws {
        defer { try? FileManager.default.removeItem(atPath: file) }
        try write(text, mode)
        let problem = #expect(throws: BearerToken.Problem.self) { try BearerToken(file: file) }
        #expect(problem?.description.contains(words) == true && problem?.description.contains(file) == true)
        #expect(problem.map { !"\($0)".contains(text) || text.isEmpty } == true)
    }

    @Test func aMissingFileIsNamed() {
        let problem = #expect(throws: BearerToken.Problem.self) { try BearerToken(file: file) }
        #expect(problem?.description.contains("No such file") == true)
    }
}

@Suite struct HTTPSettingsTests {
    private static let token = BearerToken(bytes: Array(repeating: 65, count: 40))
    private static let tls = HTTPSettings.TLSFiles(certificates: "c", key: "k")

    @Test(arguments: [
        ("127.0.0.1:1", "127.0.0.1", true), ("[::1]:9643", "::1", true), ("localhost:80", "localhost", true),
        ("0.0.0.0:9643", "0.0.0.0", false), ("[::]:9643", "::", false),
        ("host1.example.com:9643", "host1.example.com", false),
        ("127.1.2.3:0", "127.1.2.3", true), ("128.0.0.1:1", "128.0.0.1", false),
    ])
    func addresses(_ text: String, _ host: String, _ isLoopback: Bool) {
        let address = ListenAddress(text)
        #expect(address?.host == host && address?.isLoopback == isLoopback && address?.description == text)
    }

    @Test(arguments: ["", "9643", ":9643", "127.0.0.1", "::1:9643", "host:70000", "host:-1", "[::1]", "[host]:1"])
    func noAddresses(_ text: String) { #expect(ListenAddress(text) == nil) }

    /// Other machines are answered by TLS and with a token only.
    @Test(arguments: [
        ("127.0.0.1:1", false, false, true), ("127.0.0.1:1", true, false, true), ("127.0.0.1:1", false, true, true),
        ("0.0.0.0:1", false, false, false), ("0.0.0.0:1", true, false, false), ("0.0.0.0:1", false, true, false),
        ("0.0.0.0:1", true, true, true), ("[::]:1", true, true, true), ("[::]:1", false, true, false),
    ])
    func whatMayBeServed(_ address: String, _ hasToken: Bool, _ hasTLS: Bool, _ isAllowed: Bool) throws {
        let address = try #require(ListenAddress(address))
        let settings = try? HTTPSettings(
            address: address, token: hasToken ? Self.token : nil, tls: hasTLS ? Self.tls : nil)
        #expect((settings != nil) == isAllowed)
    }
}
