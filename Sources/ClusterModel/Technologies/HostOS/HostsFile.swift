/// /etc/hosts: its text, byte for byte, and what the lines mean (hosts(5)).
package struct HostsFile: Sendable, Hashable {
    /// The whole text.
    package let text: String
    /// SHA-256 of the bytes, in hex, read before the text: a change in between makes the next write refuse.
    package let digest: String
    /// Its entries in the order of the file, comments left out.
    package let entries: [Entry]

    /// A file.
    package init(text: String, digest: String, entries: [Entry]) {
        self.text = text
        self.digest = digest
        self.entries = entries
    }

    /// One line: an address and the names that it has.
    package struct Entry: Sendable, Hashable {
        /// As it stands there.
        package let address: String
        /// All names of the line.
        package let names: [String]

        /// An entry.
        package init(address: String, names: [String]) {
            self.address = address
            self.names = names
        }
    }

    /// The addresses that its lines give a name, whatever the case of the name.
    package func addresses(of name: String) -> [String] {
        entries.filter { $0.names.contains { $0.lowercased() == name.lowercased() } }.map(\.address)
    }
}

/// What a host is called by others.
package enum HostAddressText {
    /// Whether it is an IP address, for which nobody has to look anything up. Names have no colon, and no name is made
    /// of digits and dots alone (RFC 1123, section 2.1).
    package static func isNumeric(_ text: String) -> Bool {
        text.contains(":") || text.unicodeScalars.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
    }

    /// Whether the address leads back to the host that looks it up (RFC 1122, section 3.2.1.3; RFC 4291, 2.5.3).
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
    /// Whose it is.
    package let host: HostName
    /// Where it stands in that host's manifest.
    package let field: String
}
