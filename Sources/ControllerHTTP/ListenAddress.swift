/// Where the API is served.
package struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// An address or a name; IPv6 without brackets.
    package let host: String
    /// 0 leaves the choice to the kernel.
    package let port: Int

    /// Only this machine reaches it, by default. The port is registered for nothing else (IANA, 2026).
    package static let standard = ListenAddress(host: "127.0.0.1", port: 9643)

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `127.0.0.1:9643`, `[::1]:9643`, `host1.example.com:9643`; nil of anything else.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        let name = text[..<colon]
        let isBracketed = name.hasPrefix("[") && name.hasSuffix("]")
        let host = String(isBracketed ? name.dropFirst().dropLast() : name)
        guard !host.isEmpty, isBracketed == host.contains(":") else { return nil }
        self.init(host: host, port: port)
    }

    /// Whether only this machine reaches it.
    package var isLoopback: Bool { Self.isLoopback(host) }

    /// Of a name, whether browsers take it for this machine.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts[0] == 127 && parts.allSatisfy { $0 != nil }
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
