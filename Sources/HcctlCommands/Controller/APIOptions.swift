internal import ArgumentParser
internal import ControllerHTTP

/// Where and how a controller serves its API.
struct APIOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the API and the status page are served, or none. Default: \(ListenAddress.standard).",
            valueName: "address:port"))
    var listen: String?
    @Option(
        help: ArgumentHelp(
            "A file whose first line is the bearer token that the API asks for; its owner alone may read it.",
            valueName: "path"))
    var tokenFile: String?
    @Option(help: ArgumentHelp("The server's certificate and those it leads to, in PEM format.", valueName: "path"))
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("The private key of the certificate, in PEM format.", valueName: "path"))
    var tlsKey: String?

    func validate() throws {
        if let listen, listen != "none", ListenAddress(listen) == nil {
            throw ValidationError("--listen takes ADDRESS:PORT, as 127.0.0.1:9643 or [::1]:9643, or none: \(listen)")
        }
        if (tlsCertificate == nil) != (tlsKey == nil) {
            throw ValidationError("--tls-certificate and --tls-key belong together")
        }
    }

    /// Nil where no API is served.
    func settings() throws -> HTTPSettings? {
        guard listen != "none" else { return nil }
        do {
            let tls = tlsCertificate.flatMap { certificate in
                tlsKey.map { HTTPSettings.TLSFiles(certificates: certificate, key: $0) }
            }
            return try HTTPSettings(
                address: listen.flatMap { ListenAddress($0) } ?? .standard,
                token: try tokenFile.map { try BearerToken(file: $0) }, tls: tls)
        } catch {
            Console.err(["hcctl: \(error)"])
            throw ExitCode(1)
        }
    }

    /// The options as they were given.
    var arguments: [String] {
        [
            ("--listen", listen), ("--token-file", tokenFile), ("--tls-certificate", tlsCertificate),
            ("--tls-key", tlsKey),
        ]
        .flatMap { name, value in value.map { [name, $0] } ?? [] }
    }

    /// Of files, which a unit needs as absolute paths.
    var paths: [String] { [tokenFile, tlsCertificate, tlsKey].compactMap(\.self) }
}
