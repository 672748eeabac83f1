internal import ClusterModel
internal import World

/// getent ahosts.
extension QueryResponder {
    static let nameQueries = [
        QueryHandler(["getent", "ahosts"]) { responder, rest in rest.count == 1 ? responder.getent(rest[0]) : nil }
    ]

    func getent(_ name: String) -> Finished { Self.getent(name, state.addresses(of: name, from: host)) }

    /// One line an address and sort of socket; the name is in the first one.
    static func getent(_ name: String, _ addresses: [String]) -> Finished {
        guard !addresses.isEmpty else { return Finished(exitStatus: 2) }
        let lines = addresses.enumerated().flatMap { number, address in
            let padded = address + String(repeating: " ", count: max(0, 15 - address.count))
            return ["STREAM \(number == 0 ? name : "")", "DGRAM  ", "RAW    "].map { "\(padded) \($0)\n" }
        }
        return .said(lines.joined())
    }
}

extension ClusterState {
    /// What a host finds for a name: by the lines of its /etc/hosts, else, where names are served, by those who serve
    /// them. Itself a host always knows.
    func addresses(of name: String, from host: SimulatedHost) -> [String] {
        let lines = host.hostsLines.filter { $0.names.contains(name) }.map(\.address)
        guard lines.isEmpty else { return lines }
        return host.findsNames || host.names.contains(name) ? servedAddresses(of: name) : []
    }

    /// As the network's own service of names has it; the machine that runs hcctl asks there too.
    func servedAddresses(of name: String) -> [String] {
        hosts.first { $0.names.contains(name) }.flatMap { $0.names.last }.map { [$0] } ?? dns[name].map { [$0] } ?? []
    }
}

extension SimulatedHost {
    /// The lines of /etc/hosts that mean something.
    package var hostsLines: [(address: String, names: [String])] {
        textLines(root.file("/etc/hosts") ?? []).compactMap { line in
            let fields = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
            return fields.count < 2 ? nil : (fields[0], Array(fields.dropFirst()))
        }
    }
}
