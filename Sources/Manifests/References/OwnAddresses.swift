internal import ClusterModel

extension ManifestSet {
    /// The addresses that hosts have for themselves, in canonical form.
    func ownAddresses(_ diagnostics: DiagnosticCollector) -> [String: (host: String, place: SourcePlace)] {
        var found: [String: (host: String, place: SourcePlace)] = [:]
        for host in hosts {
            for (field, address) in host.ownAddresses where host.gives(field) && host.isSound(diagnostics, field) {
                let key = HostAddress.canonical(address)
                if found[key] == nil { found[key] = (host.name, host.place(.key(field))) }
            }
        }
        return found
    }
}

extension Resource where Spec == HostSpec {
    /// Each of its fields that holds an address, with the address.
    var ownAddresses: [(field: String, address: String)] {
        [
            ("address", spec.address), ("storageAddress", spec.storageAddress),
            ("heartbeatAddress", spec.heartbeatAddress),
        ].compactMap { field, address in address.map { (field, $0) } }
    }
}
