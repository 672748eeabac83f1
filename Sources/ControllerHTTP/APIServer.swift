internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Logging
internal import NIOCore
internal import NIOSSL

/// Serves the API and the status page.
package struct APIServer: Sendable {
    private let settings: HTTPSettings
    private let answers: any APIAnswers
    private let nonce: @Sendable () -> String

    /// `nonce` returns bytes that cannot be guessed, in hexadecimal.
    package init(_ settings: HTTPSettings, answers: any APIAnswers, nonce: @escaping @Sendable () -> String) {
        self.settings = settings
        self.answers = answers
        self.nonce = nonce
    }

    /// Returns when the task is cancelled; throws where the address cannot be taken or TLS files cannot be read.
    /// `onStart` gets the port.
    package func run(onStart: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let responder = APIResponder(
            answers: answers, gate: RequestGate(isLoopback: settings.address.isLoopback, token: settings.token),
            nonce: nonce)
        let application = Application(
            responder: responder, server: try server(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.address.host, port: settings.address.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(HTTPLimits.connections)),
            onServerRunning: { channel in await onStart(channel.localAddress?.port ?? 0) },
            logger: Self.silent)
        try await application.run()
    }

    /// What the server would log, clients cause: events say what counts.
    private static var silent: Logger { Logger(label: "hcctl.http") { _ in SwiftLogNoOpLogHandler() } }

    private func server() throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [
                    RequestLimiter(mostBytes: HTTPLimits.bodyBytes, seconds: HTTPLimits.idleSeconds)
                ],
                idleTimeout: .seconds(HTTPLimits.idleSeconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: HTTPLimits.headerBytes, maxHeaderListSize: HTTPLimits.headerBytes,
                    maxHeaderFieldCount: HTTPLimits.headerFields)))
        guard let tls = settings.tls else { return plain }
        let chain = try NIOSSLCertificate.fromPEMFile(tls.certificates)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.key, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        return try .tls(plain, tlsConfiguration: configuration)
    }
}
