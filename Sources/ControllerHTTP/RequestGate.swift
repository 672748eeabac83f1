/// Decides whether a request is answered at all, by its headers alone.
struct RequestGate: Sendable {
    /// Headers that count.
    struct Headers {
        /// With its port.
        var host: String?
        var origin: String?
        var authorization: String?
    }

    enum Refusal: Hashable {
        /// A page of another site that made a browser resolve its own name to this machine.
        case foreignHost
        /// A script of another site.
        case foreignOrigin
        case noToken
        case wrongToken
    }

    let isLoopback: Bool
    let token: BearerToken?

    func refusal(_ route: APIRoute, _ headers: Headers) -> Refusal? {
        if isLoopback, !Self.isOwn(headers.host) { return .foreignHost }
        if let origin = headers.origin, !Self.isSame(origin, headers.host) { return .foreignOrigin }
        guard let token, !route.isPublic else { return nil }
        guard let given = headers.authorization else { return .noToken }
        return token.matches(authorization: given) ? nil : .wrongToken
    }

    /// Whether a Host header names this machine.
    private static func isOwn(_ host: String?) -> Bool {
        guard let host else { return false }
        let address = ListenAddress(host) ?? ListenAddress(host + ":0")
        return address?.isLoopback ?? false
    }

    /// Whether an Origin header is of this server, whatever its scheme.
    private static func isSame(_ origin: String, _ host: String?) -> Bool {
        guard let host, let slashes = origin.firstRange(of: "://") else { return false }
        return origin[slashes.upperBound...] == host
    }
}
