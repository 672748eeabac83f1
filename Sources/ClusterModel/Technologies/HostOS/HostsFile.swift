/// /etc/hosts as the resolver reads it: an address and its names (hosts(5)).
package struct HostsFile: Sendable, Hashable {
    /// The file.
    package let file: ObservedFile

    /// The meaning of a file that was read.
    package init(_ file: ObservedFile) { self.file = file }

    /// The addresses that its lines give a name, whatever the case of the name.
    package func addresses(of name: String) -> [String] {
        let wanted = Self.lowercased(Array(name.utf8))
        let lines = file.entries.filter { $0.fields.dropFirst().contains { Self.lowercased($0) == wanted } }
        return lines.map { String(decoding: $0.fields[0], as: UTF8.self) }
    }

    /// Names are compared without regard to ASCII case (RFC 4343).
    private static func lowercased(_ name: [UInt8]) -> [UInt8] {
        name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
    }
}

/// The text by which a host is reached: an IP address or a name.
package enum HostAddressText {
    /// Whether it is an IP address, which needs no resolver. Names have no colon, and no name is made of digits and dots
    /// alone (RFC 1123, section 2.1).
    package static func isNumeric(_ text: String) -> Bool {
        text.contains(":") || text.unicodeScalars.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
    }

    /// Whether the address leads back to the host that resolves it (RFC 1122, section 3.2.1.3; RFC 4291, 2.5.3).
    package static func isLoopback(_ address: String) -> Bool { address.hasPrefix("127.") || address == "::1" }
}

extension DesiredState {
    /// The names by which the manifests call their hosts, in the order of the Cluster, each once. Addresses are no names.
    package var hostNames: [DeclaredName] {
        var seen: Set<String> = []
        return orderedHosts.flatMap { host, spec in
            [("spec.address", spec.address), ("spec.storageAddress", spec.storageAddress ?? spec.address)].compactMap {
                field, name in
                guard !HostAddressText.isNumeric(name), seen.insert(name.lowercased()).inserted else { return nil }
                return DeclaredName(name: name, host: host, field: field)
            }
        }
    }
}

/// A name that a manifest gives a host.
package struct DeclaredName: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The host.
    package let host: HostName
    /// Its field in that host's manifest.
    package let field: String
}
