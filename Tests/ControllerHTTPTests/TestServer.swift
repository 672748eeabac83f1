@testable import ControllerHTTP

enum TestServer {
    /// Runs a server on a free port of this machine for as long as the body runs.
    static func with<Result: Sendable>(
        token: BearerToken? = nil, answers: any APIAnswers,
        _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        let settings = try HTTPSettings(address: ListenAddress(host: "127.0.0.1", port: 0), token: token, tls: nil)
        let server = APIServer(settings, answers: answers, nonce: { "abc123" })
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await server.run { port.yield($0) }
                return nil
            }
            group.addTask {
                for await port in ports { return try await body(port) }
                return nil
            }
            while let result = try await group.next() {
                guard let result else { continue }
                group.cancelAll()
                return result
            }
            throw CancellationError()
        }
    }
}
