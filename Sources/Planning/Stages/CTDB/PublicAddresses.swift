internal import ClusterModel

/// Who serves each public address, as the interfaces of all hosts show: two holders that do not see each other both believe
/// to be the only one.
struct PublicAddresses {
    private let cluster: CTDBAssessment
    private let input: PlanningInput

    init(_ cluster: CTDBAssessment, _ input: PlanningInput) {
        self.cluster = cluster
        self.input = input
    }

    func report() -> StageReport {
        guard input.desired.spec.hosts.contains(where: { cluster.view($0) != nil }) else { return StageReport() }
        return StageReport(held: cluster.ctdb.spec.publicAddresses.compactMap(held))
    }

    /// The hosts on whose interfaces the address is.
    static func holders(of address: String, _ desired: DesiredState, _ observed: ObservedState) -> [HostName] {
        desired.spec.hosts.filter { host in
            guard case .known(let all) = observed.host(host).ctdb.addresses else { return false }
            return all.contains { $0.address == address }
        }
    }

    private func held(_ declared: CTDBClusterSpec.PublicAddress) -> HeldStep? {
        let address = declared.bare
        let holders = Self.holders(of: address, input.desired, input.observed)
        guard holders.count != 1 else { return nil }
        let silent = holders.isEmpty ? silentHolder(of: address) : nil
        let hold = silent.map { CTDBHold.silentHolder(address: address, $0) } ?? .holders(address: address, holders)
        let observed = silent.map { "\($0), which does not answer" } ?? holders.map(\.text).joined(separator: ", ")
        let difference = Difference(
            "spec.publicAddresses[\(address)]", desired: "one host", observed: observed.isEmpty ? nil : observed,
            rule: .explicit)
        return HeldStep(resource: cluster.ctdb.id, differences: [difference], waitingOn: [.ctdb(hold)])
    }

    /// A host that gives no answer, on which the daemons of the others place the address.
    private func silentHolder(of address: String) -> HostName? {
        let numbers = input.desired.spec.hosts.compactMap { host -> Int? in
            guard case .known(let all)? = cluster.view(host)?.addresses else { return nil }
            return all.first { $0.address == address }?.node
        }
        guard let number = numbers.first, let node = cluster.list.nodes.first(where: { $0.number == number }) else {
            return nil
        }
        return input.orderedHosts.first { host in
            input.unreachable(host.name) != nil && NodeList.address(of: host.name, host.spec, input) == node.address
        }?.name
    }
}
