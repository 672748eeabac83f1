internal import ClusterModel
internal import SimulatedWorld

extension HumanOperator {
    /// The operator's reaction to a hold of CTDB.
    func opinion(_ hold: CTDBHold) -> Opinion {
        switch hold {
        case .banned(let host): undo(host, \.isBanned, .unban(host))
        case .stoppedByHand(let host): undo(host, \.isStopped, .continueNode(host))
        case .disabledByHand(let host): undo(host, \.isDisabled, .enable(host))
        case .unhealthy(let host, _, _):
            state[host]?.ctdb.failure == nil ? .follows : .remedy([.ctdb(.repairScript(host))])
        case .settling, .lastHealthy, .otherAway, .holders, .silentHolder, .nodeAddress: .follows
        case .nodeLists: .remedy(sameLists)
        case .otherLock(let host, _, _): .remedy([.host(.stopService(host, unit: "ctdb.service"))])
        case .beneathMount(let host, let path, _):
            state[host]?.root.isEmpty(path) ?? true ? .wrong("nothing is beneath the mount") : .justified
        case .foreignNode(let address):
            withoutNode(address).isEmpty ? .wrong("no list names \(address)") : .remedy(withoutNode(address))
        case .noScript(_, let name): .wrong("the package brings \(name)")
        }
    }

    private func undo(_ host: HostName, _ flag: KeyPath<SimulatedCTDB, Bool>, _ action: CTDBExternalAction) -> Opinion {
        state[host]?.ctdb[keyPath: flag] ?? false ? .remedy([.ctdb(action)]) : .wrong("it is not so")
    }

    /// The lists that name an address, without its line.
    private func withoutNode(_ address: String) -> [ExternalAction] {
        let path = "/etc/ctdb/nodes"
        return desired.spec.hosts.compactMap { host in
            guard let bytes = state[host]?.root.file(path) else { return nil }
            let lines = bytes.split(separator: UInt8(ascii: "\n"))
            let kept = lines.filter { !$0.elementsEqual(address.utf8) }
            guard kept.count < lines.count else { return nil }
            return .host(.writeFile(host, path: path, kept.flatMap { $0 + [UInt8(ascii: "\n")] }))
        }
    }

    /// The first host's list for all.
    private var sameLists: [ExternalAction] {
        let path = "/etc/ctdb/nodes"
        guard let bytes = desired.spec.hosts.lazy.compactMap({ state[$0]?.root.file(path) }).first else { return [] }
        return desired.spec.hosts.map { .host(.writeFile($0, path: path, bytes)) }
    }
}
