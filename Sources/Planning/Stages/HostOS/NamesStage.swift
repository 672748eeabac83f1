internal import ClusterModel

/// The hosts find each other's names (MISSION M04): where a name is not found, a line is added to /etc/hosts. An existing
/// line never changes; one that gives a name another address is held for an operator.
struct NamesStage: PlanningStage {
    static let name = StageName.names
    let input: PlanningInput
    /// By name: the same for every host that looks it up, so that it is worked out once.
    private let expectations: [String: Expectation]

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        expectations = Dictionary(
            input.desired.hostNames.map { ($0.name, Self.expectation(of: $0, input)) }
        ) { first, _ in first }
    }

    func report() -> StageReport {
        guard input.desired.spec.hostsFile != .ignore else { return StageReport() }
        return input.desired.spec.hosts.filter { input.unreachable($0) == nil }.reduce(into: StageReport()) {
            $0 += report(on: $1)
        }
    }

    private func report(on viewer: HostName) -> StageReport {
        var report = StageReport()
        var missing: [(name: DeclaredName, address: String)] = []
        for declared in input.desired.hostNames {
            switch judge(declared, seenFrom: viewer) {
            case .found: break
            case .unknown(let why): report.unknown.append(UnknownFact(.host(viewer), on: viewer, why))
            case .add(let address):
                let (counted, noted) = input.split(
                    [difference(declared, address, observed: nil)], of: .host(viewer))
                report.noted += noted
                if !counted.isEmpty { missing.append((declared, address)) }
            case .held(let waiting, let difference):
                report.held.append(HeldStep(resource: .host(viewer), differences: [difference], waitingOn: [waiting]))
            }
        }
        guard !missing.isEmpty else { return report }
        return report + write(missing, on: viewer)
    }

    private enum Assessment {
        case found
        case unknown(UnknownReason)
        case add(String)
        case held(WaitingOn, Difference)
    }

    private func judge(_ declared: DeclaredName, seenFrom viewer: HostName) -> Assessment {
        let seen = input.observed.host(viewer)
        switch seen.os.addresses[declared.name] ?? .unknown(.notAsked) {
        case .unknown(let why): return .unknown(why)
        case .known: return conflict(declared, seenFrom: viewer) ?? .found
        case .absent: return conflict(declared, seenFrom: viewer) ?? missing(declared, on: viewer)
        }
    }

    /// A line of the host's own that leads elsewhere. A host may know itself by a loopback address, as Debian's installer
    /// has it.
    private func conflict(_ declared: DeclaredName, seenFrom viewer: HostName) -> Assessment? {
        guard case .known(let file) = input.observed.host(viewer).hostsFile,
            case .address(let expected) = expectation(of: declared)
        else { return nil }
        let lines = file.addresses(of: declared.name)
        let foreign = lines.filter {
            $0 != expected && !(declared.host == viewer && HostAddressText.isLoopback($0))
        }
        guard let found = foreign.first, !lines.contains(expected), isOfOneSort(found, expected) else { return nil }
        return .held(
            .host(.nameConflict(viewer, name: declared.name, found: found, expected: expected)),
            difference(declared, expected, observed: "\(found) \(declared.name)"))
    }

    /// A name may have an IPv4 and an IPv6 address.
    private func isOfOneSort(_ one: String, _ other: String) -> Bool { one.contains(":") == other.contains(":") }

    private func missing(_ declared: DeclaredName, on viewer: HostName) -> Assessment {
        if case .known(let file) = input.observed.host(viewer).hostsFile, !file.addresses(of: declared.name).isEmpty {
            return notFound(declared, nil, on: viewer, .fileNotRead)
        }
        switch expectation(of: declared) {
        case .address(let address) where input.desired.spec.hostsFile == .manage: return .add(address)
        case .address(let address):
            return notFound(declared, address, on: viewer, .addLine(address: address))
        case .ambiguous(let addresses):
            return notFound(
                declared, nil, on: viewer, .ambiguous(addresses, field: declared.field, host: declared.host))
        case .none:
            return notFound(
                declared, nil, on: viewer, .unknownEverywhere(field: declared.field, host: declared.host))
        }
    }

    private func notFound(
        _ declared: DeclaredName, _ address: String?, on viewer: HostName, _ remedy: NameRemedy
    ) -> Assessment {
        .held(
            .host(.nameNotFound(viewer, name: declared.name, remedy)), difference(declared, address, observed: nil))
    }

    private func difference(_ declared: DeclaredName, _ address: String?, observed: String?) -> Difference {
        Difference(
            "hostsFile[\(declared.name)]", desired: address.map { "\($0) \(declared.name)" } ?? "an address",
            observed: observed, rule: .cluster)
    }

    private func write(_ missing: [(name: DeclaredName, address: String)], on viewer: HostName) -> StageReport {
        let differences = missing.map { difference($0.name, $0.address, observed: nil) }
        switch input.observed.host(viewer).hostsFile {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(.host(viewer), on: viewer, why)])
        case .absent:
            return StageReport(held: [
                HeldStep(
                    resource: .host(viewer), differences: differences,
                    waitingOn: [.unsupported(.noHostsFile(viewer))])
            ])
        case .known(let hosts):
            let lines = missing.map { Self.line($0.address, $0.name.name) }
            let step = FileStep(file: .hosts, host: viewer, old: hosts.file)
            return step.holding(lines, .host(viewer), differences: differences).map { .one($0) } ?? StageReport()
        }
    }

    private static func line(_ address: String, _ name: String) -> OwnedLine {
        OwnedLine(key: name, text: "\(address) \(name)", fields: [address, name])
    }
}

// MARK: - What address a name has

extension NamesStage {
    /// The address that everyone who finds the name finds; nil where there is none, or more than one.
    static func address(of declared: DeclaredName, _ input: PlanningInput) -> String? {
        if case .address(let address) = expectation(of: declared, input) { address } else { nil }
    }

    private enum Expectation {
        case address(String)
        /// Those that find it do not agree.
        case ambiguous([String])
        /// No one that was asked finds it.
        case none
    }

    private func expectation(of declared: DeclaredName) -> Expectation { expectations[declared.name] ?? .none }

    /// As the machine that runs hcctl finds it, for that is how the host was reached; else as the other hosts do.
    private static func expectation(of declared: DeclaredName, _ input: PlanningInput) -> Expectation {
        if case .known(let addresses)? = input.observed.addressesHere[declared.name],
            let best = best(addresses)
        {
            return .address(best)
        }
        let answers = input.desired.spec.hosts.compactMap { host -> String? in
            guard case .known(let addresses)? = input.observed.host(host).os.addresses[declared.name] else {
                return nil
            }
            return best(addresses)
        }.distinct()
        guard let first = answers.first else { return .none }
        return answers.count == 1 ? .address(first) : .ambiguous(answers)
    }

    /// What leads to the host from elsewhere; an IPv4 address where there is one, since gluster listens to IPv4 by
    /// default (glusterd.vol, transport.address-family).
    private static func best(_ addresses: [String]) -> String? {
        let outside = addresses.filter { !HostAddressText.isLoopback($0) && !$0.lowercased().hasPrefix("fe80:") }
        return outside.first { !$0.contains(":") } ?? outside.first
    }
}
