/// How the API is served.
package struct HTTPSettings: Sendable {
    /// Files in PEM format.
    package struct TLSFiles: Sendable {
        /// The server's certificate, then those that lead to a known one.
        package let certificates: String
        package let key: String

        package init(certificates: String, key: String) {
            self.certificates = certificates
            self.key = key
        }
    }

    package let address: ListenAddress
    /// Nil asks for none, which is for loopback only.
    package let token: BearerToken?
    /// Nil is plain HTTP, which is for loopback only.
    package let tls: TLSFiles?

    /// Why settings are refused.
    package struct Problem: Error, CustomStringConvertible {
        package let description: String
    }

    /// Throws where others than this machine would reach it without a token, or in clear text.
    package init(address: ListenAddress, token: BearerToken?, tls: TLSFiles?) throws(Problem) {
        if !address.isLoopback {
            guard token != nil else {
                throw Problem(
                    description: "other machines reach \(address): name a file with a bearer token (--token-file)")
            }
            guard tls != nil else {
                throw Problem(
                    description:
                        "other machines reach \(address), and the token would travel in clear text: give --tls-certificate "
                        + "and --tls-key")
            }
        }
        self.address = address
        self.token = token
        self.tls = tls
    }
}

/// Limits of what a client can take.
enum HTTPLimits {
    /// Connections at once; more wait in the kernel's queue. Protects descriptors: those of ssh need them.
    static let connections = 64
    /// Of them so many may stream events. Protects the others.
    static let streams = 16
    /// Of one request's headers together. Protects memory: 64 connections hold 1 MiB.
    static let headerBytes = 16_384
    static let headerFields = 64
    /// No request needs a body. Protects memory and the time of a connection.
    static let bodyBytes = 4096
    /// For the headers, for the body, and between two requests of a connection.
    static let idleSeconds: Int64 = 15
    /// A request to reconcile is answered after so long, done or not.
    static let reconcile = Duration.seconds(30)
    /// Without an event a stream gets a comment after so long, so that a client that went away is noticed.
    static let keepAlive = Duration.seconds(15)
    /// Events and runs of one answer.
    static let rows = 1...1000
    static let standardRows = 100
}
